import { describe, expect, it } from "vitest";
import { forget } from "../../src/core/upkeep.ts";
import { allDoors } from "../support/doors.ts";
import { place } from "../support/knocking.ts";
import { asks, declare, incidentNow, last, ROOM, whispers } from "../support/telling.ts";
import { startWorld } from "../support/world.ts";

const OUTSIDE: readonly (readonly [typed: string, answer: RegExp])[] = [
  ["bananas", /does not know “bananas”\. `\/incident help` lists.*`\/incident declare sev2 What is broken` declares/],
  ["udpate all quiet", /Did you mean `\/incident update \[what is happening\]`\?/],
  ["3", /Did you mean `\/incident #3`\?/],
  ["#99", /There is no incident #99 that you can see/],
  [
    "update all quiet",
    /No incident is open, so `\/incident update` has nothing to work on\. `\/incident` declares one/,
  ],
  ["reopen", /No incident is over yet/],
  ["<!channel> & co", /does not know “<!channel>”/],
];

const INSIDE: readonly (readonly [typed: string, answer: RegExp])[] = [
  ["bananas", /does not know “bananas”\. `\/incident help` lists what works here\.$/],
  ["status bananas", /There is no stage “bananas”. The stages are detection, triage/],
  ["severity sev9 worse", /There is no severity “sev9”. Use SEV-1, SEV-2, SEV-3, SEV-4 or SEV-5/],
  ["role king & queen", /There is no role “king & queen”. Write it like this: `\/incident role commander @name`/],
  ["edit colour blue", /`\/incident edit title Checkout is down`/],
  ["close", /still open. Resolve it first: `\/incident resolve`/],
  ["reopen it", /It is open, so there is nothing to reopen/],
];

describe("somebody types something wrong [INC-9] [OPS-5]", () => {
  it("outside of any incident, and is told in private what would be right", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    for (const [typed, answer] of OUTSIDE) {
      expect(await asks(world, dana, `/incident ${typed}`, "general")).toMatch(answer);
    }
    expect(world.person("sam").sees("general")).toEqual([]);
    expect(await world.bot().store.lastNumber()).toBe(0);
    expect(await world.verify()).toEqual([]);
  });

  it("in an incident, which stays as it was", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const { version } = await incidentNow(world);
    for (const [typed, answer] of INSIDE) expect(await asks(world, dana, `/incident ${typed}`)).toMatch(answer);
    expect((await incidentNow(world)).version).toBe(version);
    expect(await world.verify()).toEqual([]);
  });

  it("a severity alone opens the form with it; a title alone, with the title [INC-1]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident sev2");
    expect(dana.modal().plain).toContain("Severity: SEV-2 major");
    await dana.closeModal();
    await dana.command("general", "/incident declare Checkout errors");
    expect(dana.modal().plain).toContain("Title: Checkout errors");
  });

  it("a title that is too long for one opens the form too, with nothing lost", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    const story = `Checkout errors ${"and more ".repeat(40)}since noon`;
    await dana.command("general", `/incident declare sev2 ${story}`);
    expect(dana.modal().plain).toContain(`Description (optional): ${story}`);
    await dana.submit();
    await world.settle();
    expect((await incidentNow(world)).facts.title).toMatch(/^Checkout errors and more .*…$/);
    expect(await world.verify()).toEqual([]);
  });

  it("an empty or endless title stays in the form, with the reason under its field [OPS-5]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident");
    const nothing = await dana.submit({ Title: "   ", Severity: "sev2" });
    expect(nothing.errors).toEqual({ Title: "Give it a title: a few words that say what is broken." });
    const { errors } = await dana.submit({ Title: "x".repeat(300) });
    expect(errors).toEqual({
      Title: "A title has at most 250 characters, and this one has 300. Put the rest into the description.",
    });
    expect(dana.modal().plain).toContain("x".repeat(300));
    expect(await world.bot().store.lastNumber()).toBe(0);
    await dana.submit({ Title: "Checkout errors" });
    await world.settle();
    expect(dana.channels()).toContain(ROOM);
    expect(await world.verify()).toEqual([]);
  });
});

describe("a command in the wrong place [INC-9]", () => {
  it("offers the open incidents, and runs with the words that were typed once one is chosen", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await asks(world, dana, "/incident declare sev3 Search is slow", "general");
    expect(await asks(world, dana, "/incident update Rolling back & waiting", "general")).toContain("Which incident");
    const question = last(whispers(dana, "general"));
    expect(question.buttons).toEqual(["#2 Search is slow", "#1 Checkout errors"]);
    await dana.click(question, "#1 Checkout errors");
    await world.settle();
    expect(dana.finds(ROOM, "Rolling back & waiting").fromApp).toBe(true);
    expect(last(whispers(dana, "general")).plain).toContain("Update posted");
    expect(await world.verify()).toEqual([]);
  });

  it("keeps even a long text until the incident is chosen", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const words = `failover began, ${"and then ".repeat(300)}it ended`;
    await asks(world, dana, `/incident note ${words}`, "general");
    await dana.click(last(whispers(dana, "general")), "#1 Checkout errors");
    await world.settle();
    expect(await asks(world, dana, "/incident timeline all")).toContain("failover began, and then");
    const [note] = await world.bot().store.entriesOf(1, { kinds: ["note_added"] });
    expect(note?.data).toContain("it ended");
    expect(await world.verify()).toEqual([]);
  });

  it("keeps no secret of such a text, and none of it beyond the night [TL-7] [OPS-10]", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const { ctx } = world.bot();
    const words = `${"and then ".repeat(300)}with xoxb-12345678901-abcdefghijklmnop`;
    await asks(world, dana, `/incident note ${words}`, "general");
    const question = last(whispers(dana, "general"));
    const shown = JSON.stringify(world.sandbox.workspace.ephemerals.seenBy(dana.id, question.channelId));
    const [name = ""] = /words\/[^"\\]+/.exec(shown) ?? [];
    const kept = async () => (await ctx.store.keepsake(name)) ?? "nothing";
    expect(await kept()).toMatch(/^and then .*with \[masked Slack token\]$/);
    await forget(ctx);
    expect(await kept()).toBe("nothing");
    await dana.click(question, "#1 Checkout errors");
    await world.settle();
    expect(dana.modal().title).toBe("Note for #1");
    expect(await world.verify()).toEqual([]);
  });

  it("gives a forged button nothing else that is kept [OPS-6]", async () => {
    const world = await startWorld();
    await declare(world);
    const { ctx } = world.bot();
    await ctx.store.keep("oncall/calendar_key", "quetzalcoatl");
    const { doors } = allDoors(ctx);
    const value = JSON.stringify(["note", "10m ago it began", "oncall/calendar_key"]);
    const door = doors.find(({ name }) => name === "run_verb");
    const userId = world.person("dana").id;
    await door?.handle({ ...place, actionId: "run_verb:1", value, userId, triggerId: "T", requestKey: "R" });
    const notes = await ctx.store.entriesOf(1, { kinds: ["note_added"] });
    expect(notes.map(({ data }) => JSON.parse(data).text)).toEqual(["it began"]);
  });

  it("offers those that are over for what is done afterwards, and none that is private to others [INC-4]", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await asks(world, dana, "/incident cancel a false alarm");
    await asks(world, dana, "/incident declare --private sev2 Payroll figures", "general");
    await asks(world, dana, "/incident reopen it is real", "general");
    expect(last(whispers(dana, "general")).buttons).toEqual(["#1 Checkout errors"]);
    const sam = world.person("sam");
    expect(await asks(world, sam, "/incident update x", "general")).toContain("No incident is open");
    expect(await world.verify()).toEqual([]);
  });

  it("offers what is going on before what is over, where both make sense", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await asks(world, dana, "/incident declare sev3 Search is slow", "general");
    await asks(world, dana, "/incident #2 cancel a false alarm", "general");
    await asks(world, dana, "/incident catchup", "general");
    expect(last(whispers(dana, "general")).buttons).toEqual(["#1 Checkout errors", "#2 Search is slow"]);
  });

  it("help begins with what fits the place: declaring outside, the incident's own words inside", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const commands = (help: string) => [...help.matchAll(/^`\/incident (\w+)/gm)].map(([, name]) => name);
    const outside = await asks(world, dana, "/incident help", "general");
    expect(commands(outside).slice(0, 2)).toEqual(["declare", "list"]);
    const inside = await asks(world, dana, "/incident help");
    expect(inside).toContain("*Incident #1: Checkout errors*");
    expect(commands(inside).slice(0, 3)).toEqual(["update", "severity", "role"]);
  });
});
