import { describe, expect, it } from "vitest";
import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import { HOUSE } from "../../src/core/ledger/index.ts";
import { onCall } from "../../src/core/oncall/index.ts";
import type { Sandbox, SeenMessage } from "../../src/sandbox/index.ts";
import { heard, posts } from "../support/posts.ts";
import { asks, last } from "../support/telling.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, day, hour, minute);

/** Payments, changing hands on Mondays at 9:00 in Stockholm: Sam from 9 March, Alex from the 16th, Kim from the 23rd. */
function withPayments({ workspace }: Sandbox): Policy {
  const id = (name: string) => workspace.people.named(name)?.id ?? "";
  const rotation: Policy["rotations"][number] = {
    id: "payments",
    name: "Payments",
    kind: "weekly",
    timeZone: "Europe/Stockholm",
    people: [id("sam"), id("alex"), id("kim")],
    startsOn: "2026-03-09",
    handoverAt: 9 * 60,
    everyWeeks: 1,
    secondary: "next",
  };
  return { ...shippedPolicy(), rotations: [rotation] };
}

/** The same with Kim in the week of the 9th and the 30th and Alex in that of the 23rd, when the clocks change. */
function withNights(sandbox: Sandbox): Policy {
  const { rotations, ...policy } = withPayments(sandbox);
  const id = (name: string) => sandbox.workspace.people.named(name)?.id ?? "";
  const people = [id("kim"), id("sam"), id("alex")];
  return { ...policy, rotations: rotations.map((one) => (one.kind === "weekly" ? { ...one, people } : one)) };
}

/** A world in which the bot knows the rotation since this moment. */
async function startShift(startAt: number, policy: (sandbox: Sandbox) => Policy = withPayments): Promise<World> {
  const world = await startWorld({ startAt, policy });
  await world.pass(MINUTE);
  return world;
}

const pass = (world: World, until: number) => world.pass(until - world.clock.now());

const dm = (world: World, name: string): SeenMessage => last(world.person(name).dm());

const says = (world: World, name: string, command: string) => asks(world, world.person(name), command, "general");

/** Who is on call, by name. */
async function primaryAt(world: World, ms: number): Promise<string | undefined> {
  const { primary } = onCall(await world.bot().ctx.ledger.world(), "payments", ms);
  return ["sam", "alex", "kim", "lee", "dana"].find((name) => world.person(name).id === primary);
}

/** The kinds of what the house's record says of shifts. */
async function recorded(world: World): Promise<string[]> {
  const rows = await world.bot().store.entriesOf(HOUSE);
  return rows.map(({ kind }) => kind).filter((kind) => /^(cover|swap|override|handoff|rota)_/.test(kind));
}

describe("“cover me”", () => {
  it("is asked of the others and taken with one click; of two at once the second is told [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    const answer = await says(world, "sam", "/incident cover me tonight 18–22 dentist");
    expect(answer).toMatch(/I asked @Alex L, @Kim .* \(4 h\)\./);
    for (const name of ["alex", "kim"]) {
      expect(dm(world, name).plain).toMatch(/@Sam asks for cover in \*Payments\*.*dentist/s);
      expect(dm(world, name).buttons).toEqual(["I cover", "I can't"]);
    }
    expect(await primaryAt(world, at(12, 18))).toBe("sam");

    const [alex, kim] = [world.person("alex"), world.person("kim")];
    await Promise.all([alex.click(dm(world, "alex"), "I cover"), kim.click(dm(world, "kim"), "I cover")]);
    await world.settle();
    expect(await primaryAt(world, at(12, 18))).toBe("alex");
    const told = kim.dm().filter(({ plain }) => plain.includes("was taken by somebody else"));
    expect(told).toHaveLength(1);
    expect(kim.dm()[0]?.plain).toContain("@Alex L covers @Sam in Payments");
    expect(alex.dm()[0]?.plain).toContain("You cover @Sam in Payments");
    expect([alex.dm()[0]?.buttons, kim.dm()[0]?.buttons]).toEqual([[], []]);
    expect(dm(world, "sam").plain).toContain("@Alex L covers you: Payments");
    expect(await Promise.all([at(12, 18) - 1, at(12, 22) - 1, at(12, 22)].map((ms) => primaryAt(world, ms)))).toEqual([
      "sam",
      "alex",
      "sam",
    ]);
    expect(await world.verify()).toEqual([]);
  });

  it("is asked once more halfway and expires when its time begins; the asker is told [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    await says(world, "sam", "/incident cover tonight 18–22");
    await world.person("kim").click(dm(world, "kim"), "I can't");
    await world.settle();
    expect(dm(world, "kim").plain).toContain("You said that you cannot cover @Sam in Payments");
    expect(dm(world, "kim").buttons).toEqual([]);
    expect(dm(world, "alex").buttons).toEqual(["I cover", "I can't"]);
    await pass(world, at(12, 18, 1));
    expect(heard(posts(world), /asks for cover|Nobody took your cover/)).toEqual([
      "14:01 @alex asks for cover",
      "14:01 @kim asks for cover",
      "16:00 @alex asks for cover",
      "18:00 @sam Nobody took your cover",
    ]);
    expect(dm(world, "alex").plain).toContain("Nobody took the cover for @Sam in Payments");
    expect(dm(world, "alex").buttons).toEqual([]);
    expect(await primaryAt(world, at(12, 18, 1))).toBe("sam");
    expect(await world.verify()).toEqual([]);
  });

  it("is chosen from one's next shifts where words are missing, and taken back [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    const sam = world.person("sam");
    await says(world, "sam", "/incident cover");
    expect(sam.modal().fields[0]?.options.slice(0, 2)).toEqual([
      "Mon 9 Mar, 08:00 to Mon 16 Mar, 08:00 (Payments)",
      "Mon 23 Mar, 08:00 to Mon 30 Mar, 08:00 (Payments, secondary)",
    ]);
    await sam.submit({ Why: "Holiday" });
    await world.settle();
    expect(sam.modal().plain).toContain("I asked @Alex L, @Kim");
    await sam.click("modal", "Take the question back");
    await world.settle();
    expect(dm(world, "kim").plain).toContain("No cover is needed any more for @Sam");
    expect(await recorded(world)).toEqual(["rota_watched", "cover_asked", "cover_withdrawn"]);
    expect(await world.verify()).toEqual([]);
  });

  it.each([
    ["kim", "/incident cover for 2 hours", /You are not on call then/],
    ["lee", "/incident cover", /not on call in the next two months/],
    ["sam", "/incident cover sometime", /From when to when/],
    ["lee", "/incident swap", /no shift ahead in the next two months/],
    ["sam", "/incident swap with somebody", /With whom/],
    ["sam", "/incident swap @lee", /no shifts ahead in the same rotation/],
    ["sam", "/incident override payments @gus for 2 hours", /Gus \(vendor\) is a guest/],
    ["sam", "/incident override payments @olga for 2 hours", /Olga's account is deactivated/],
    ["sam", "/incident override payments @nobody for 2 hours", /do not know who “@nobody” is/],
    ["sam", "/incident override payments @sam for 2 hours", /on call then already/],
    ["sam", "/incident cover @kim tonight 18–22", /I ask all others .* leave the name away/],
    ["sam", "/incident cover tomorrow 9-5", /in the morning or in the evening/],
    ["sam", "/incident override nope @kim for 4 hours", /no rotation “nope”. There are: `payments`/],
    ["sam", "/incident override payments @kim tomorrow evening", /From when to when/],
    ["sam", "/incident override payments @kim tonight 18-22 UTC", /do not understand “UTC” there/],
    ["lee", "/incident handoff", /not on call now/],
    [
      "sam",
      "/incident handoff payments @kim",
      /Alex L comes on call after you.*override payments @name …` puts Kim on call/,
    ],
  ])("%s hears in words why “%s” cannot be [ESC-4]", async (name, command, sentence) => {
    const world = await startShift(at(12, 14));
    expect(await says(world, name, command)).toMatch(sentence);
    expect(await recorded(world)).toEqual(["rota_watched"]);
  });
});

describe("who is on call", () => {
  it("is marked where it is somebody who left, with how to put another there [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    expect(await says(world, "dana", "/incident oncall")).not.toContain("deactivated");
    world.sandbox.workspace.people.change(world.person("sam").id, { deleted: true });
    world.sandbox.workspace.people.change(world.person("kim").id, { isGuest: true });
    // What Slack says of people holds for an hour.
    await world.pass(2 * 60 * MINUTE);
    const all = await says(world, "dana", "/incident oncall");
    expect(all).toMatch(/On call: @Sam .*\(this account is deactivated\)/);
    expect(all).toContain("/incident override payments @name");
    expect(await says(world, "dana", "/incident oncall payments")).toMatch(/: @Kim .*\(a guest here\)/);
  });
});

describe("an override", () => {
  it("holds at once, tells both, and is undone [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    const dana = world.person("dana");
    const { ephemeral } = await dana.command("general", "/incident override payments @kim for 4 hours fever");
    await world.settle();
    expect(last(ephemeral).plain).toMatch(/@Kim is on call for \*Payments\*, .* \(4 h\)/);
    expect(await primaryAt(world, world.clock.now())).toBe("kim");
    expect(heard(posts(world), /put you on call|on call for \*Payments\* instead of you/)).toEqual([
      "14:01 @kim put you on call",
      "14:01 @sam on call for *Payments* instead of you",
    ]);
    await dana.click(last(ephemeral), "Undo");
    await world.settle();
    expect(await primaryAt(world, world.clock.now())).toBe("sam");
    expect(await world.verify()).toEqual([]);
  });
});

describe("an override of one of several rotations", () => {
  const twice = (sandbox: Sandbox): Policy => {
    const { rotations, ...policy } = withPayments(sandbox);
    return { ...policy, rotations: rotations.flatMap((one) => [{ ...one, id: "shop", name: "Shop" }, one]) };
  };

  it("takes no other where the named one is unknown, and chooses none where none is named [ESC-4]", async () => {
    const world = await startShift(at(12, 14), twice);
    const dana = world.person("dana");
    const refused = await says(world, "dana", "/incident override nope @kim for 4 hours");
    expect(refused).toContain("There is no rotation “nope”. There are: `shop`, `payments`.");
    await says(world, "dana", "/incident override @kim tonight 18–22 fever");
    expect(dana.modal().fields.map(({ label, value }) => [label, value])).toEqual([
      ["Rotation", ""],
      ["Level", "Primary"],
      ["Who", "@Kim"],
      ["From", "2026-03-12 6:00 PM"],
      ["To", "2026-03-12 10:00 PM"],
      ["Why", "fever"],
    ]);
  });
});

describe("what was changed", () => {
  it("is listed until it is over, each with a button that takes it back [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    const dana = world.person("dana");
    expect(await says(world, "dana", "/incident override list")).toContain("everybody is on call as the rotations say");
    await says(world, "dana", "/incident override payments @kim tomorrow 9:00 to 17:00 <!channel>");
    const { ephemeral } = await dana.command("general", "/incident override list");
    expect(last(ephemeral).plain).toMatch(/@Kim for \*Payments\*, .* \(set by hand: /);
    expect(last(ephemeral).pings).not.toContain("@channel");
    await dana.click(last(ephemeral), "Take back");
    await world.settle();
    expect(await says(world, "dana", "/incident override list")).toContain("everybody is on call as the rotations say");
    expect(await recorded(world)).toEqual(["rota_watched", "override_set", "override_removed"]);
    expect(dm(world, "kim").plain).toContain("took it back that you are on call");
    expect(dm(world, "sam").plain).toContain("took back that @Kim is on call for *Payments*, so you are again");
  });
});

describe("a swap at a shift's edge", () => {
  it("changes hands to the millisecond on both sides, once the other accepts [ESC-4]", async () => {
    const world = await startShift(at(12, 14));
    const [alex, kim] = [world.person("alex"), world.person("kim")];
    await says(world, "alex", "/incident swap @kim");
    await alex.submit({
      "Your shift": "Mon 16 Mar, 09:00 to Mon 23 Mar, 09:00 (Payments)",
      "The shift of Kim": "Mon 23 Mar, 09:00 to Mon 30 Mar, 09:00 (Payments)",
    });
    await world.settle();
    expect(await primaryAt(world, at(16, 8))).toBe("alex");
    await kim.click(dm(world, "kim"), "Swap");
    await world.settle();
    const edges = [at(16, 8), at(23, 8), at(30, 7)].flatMap((ms) => [ms - 1, ms]);
    expect(await Promise.all(edges.map((ms) => primaryAt(world, ms)))).toEqual([
      "sam",
      "kim",
      "kim",
      "alex",
      "alex",
      "sam",
    ]);
    expect(dm(world, "alex").plain).toContain("swapped with you in Payments");
    await pass(world, at(16, 8));
    expect(dm(world, "kim").plain).toContain("*Handoff of Payments* from @Sam");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a swap without a name", () => {
  it("is chosen from everybody's shifts in one's rotations; who cannot be on call is left out [ESC-4]", async () => {
    const world = await startShift(at(12, 14), (sandbox) => {
      const policy = withPayments(sandbox);
      const olga = sandbox.workspace.people.named("olga")?.id ?? "";
      return {
        ...policy,
        rotations: policy.rotations.map((rotation) =>
          rotation.kind === "weekly" ? { ...rotation, people: [...rotation.people, olga] } : rotation,
        ),
      };
    });
    const [alex, kim] = [world.person("alex"), world.person("kim")];
    expect(await says(world, "alex", "/incident swap")).toBe("");
    const [gives, takes] = alex.modal().fields;
    expect(gives?.options[0]).toBe("Mon 16 Mar, 09:00 to Mon 23 Mar, 09:00 (Payments)");
    const [
      {
        payload: { blocks },
      } = { payload: { blocks: [] } },
    ] = world.sandbox.workspace.views.stack(alex.id);
    const headings = [...JSON.stringify(blocks).matchAll(/"label":\{"type":"plain_text","text":"([^"]*)"/g)];
    expect(headings.map(([, text]) => text)).toEqual(expect.arrayContaining(["Sam", "Kim"]));
    expect(JSON.stringify(blocks)).not.toContain("Olga");
    expect(takes?.options).toContain("Mon 23 Mar, 09:00 to Mon 30 Mar, 09:00 (Payments)");
    await alex.submit({
      "Your shift": "Mon 16 Mar, 09:00 to Mon 23 Mar, 09:00 (Payments)",
      "With whom, and which shift": "Mon 23 Mar, 09:00 to Mon 30 Mar, 09:00 (Payments)",
    });
    await world.settle();
    expect(alex.modal().plain).toContain("I asked @Kim to take *Payments*");
    await kim.click(dm(world, "kim"), "Swap");
    await world.settle();
    expect(await primaryAt(world, at(16, 9))).toBe("kim");
    expect(await world.verify()).toEqual([]);
  });
});

describe("the handoff at a change of shift", () => {
  it("is drafted from the record, edited, sent at the change and acknowledged [ESC-6]", async () => {
    const world = await startShift(at(16, 6));
    const [sam, alex, dana] = [world.person("sam"), world.person("alex"), world.person("dana")];
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await dana.command("general", "/incident declare sev5 --private Leaked key");
    await world.settle();
    await pass(world, at(16, 7, 30));
    const draft = dm(world, "sam");
    expect(draft.plain).toContain("*Your handoff of Payments.* @Alex L comes on call");
    expect(draft.plain).toMatch(
      /Ongoing investigations\n• #1 Checkout errors \(SEV-2\): in Detection, open for 1 h 29 min, nobody leads it/,
    );
    expect(draft.plain).not.toContain("Leaked key");

    await sam.click(draft, "Edit");
    await sam.submit({ "What the next one should know": "Checkout is calm. Watch the pool of db-1 & <!channel>." });
    await world.settle();
    expect(sam.see(draft)?.plain).toContain("Watch the pool of db-1 & <!channel>.");
    await pass(world, at(16, 8));
    const handoff = dm(world, "alex");
    expect(handoff.plain).toMatch(/\*Handoff of Payments\* from @Sam.*Watch the pool of db-1.*Written by @Sam/s);
    expect(handoff.pings).not.toContain("@channel");

    await alex.click(handoff, "Acknowledge");
    await world.settle();
    expect(alex.see(handoff)?.plain).toContain("You acknowledged it");
    expect(sam.see(draft)?.plain).toContain("@Alex L acknowledged it");
    await pass(world, at(16, 10));
    expect(heard(posts(world), /have not acknowledged|has not acknowledged/)).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("says how many private incidents the next one may not see, and shows none of them [ESC-6]", async () => {
    const world = await startShift(at(16, 6));
    await world.person("sam").command("general", "/incident declare sev5 --private Leaked key");
    await world.settle();
    await pass(world, at(16, 8));
    expect(dm(world, "alex").plain).toContain("1 private incident: ask @Sam");
    expect(dm(world, "alex").text).not.toContain("Leaked");
  });

  it("goes as the record has it when the leaver sleeps; who does not answer is asked again, then others hear [ESC-6]", async () => {
    const world = await startShift(at(16, 6));
    await pass(world, at(16, 12));
    expect(heard(posts(world), /Your handoff|Handoff of|have not acknowledged|has not acknowledged/)).toEqual([
      "07:30 @sam Your handoff",
      "08:00 @alex Handoff of",
      "08:30 @alex have not acknowledged",
      "09:00 @kim has not acknowledged",
    ]);
    expect(world.person("alex").dm()[0]?.plain).toContain("@Sam did not look at it");
    await world.person("alex").click(dm(world, "alex"), "Acknowledge");
    await world.settle();
    expect(
      world
        .person("alex")
        .dm()
        .map(({ buttons }) => buttons),
    ).toEqual([[], []]);
    expect(await world.verify()).toEqual([]);
  });

  it("is sent by the leaver before the change, and then not again [ESC-6]", async () => {
    const world = await startShift(at(16, 6));
    const answer = await says(world, "sam", "/incident handoff");
    expect(answer).toContain("I sent you the draft of your handoff of *Payments*");
    await world.person("sam").click(dm(world, "sam"), "Send now");
    await world.settle();
    await pass(world, at(16, 8, 10));
    expect(heard(posts(world), /Your handoff|Handoff of/)).toEqual([
      "06:01 @sam Your handoff",
      "06:01 @alex Handoff of",
    ]);
    expect(dm(world, "alex").plain).toContain("sent by @Sam");
  });

  it("comes once although the bot is stopped before, between and after [ESC-6]", async () => {
    const world = await startShift(at(16, 6));
    for (const [stopAt, backAt] of [
      [at(16, 7, 20), at(16, 7, 40)],
      [at(16, 7, 50), at(16, 8, 10)],
      [at(16, 8, 20), at(16, 8, 45)],
    ] as const) {
      await pass(world, stopAt);
      await world.stopBot();
      await world.clock.advance(backAt - stopAt, async () => {});
      await world.startBot();
      await world.pass(MINUTE);
    }
    await pass(world, at(16, 9, 0));
    expect(heard(posts(world), /Your handoff|Handoff of|have not acknowledged/)).toEqual([
      "07:40 @sam Your handoff",
      "08:10 @alex Handoff of",
      "08:45 @alex have not acknowledged",
    ]);
    expect(await world.verify()).toEqual([]);
  });

  it("is told to others at once when it cannot be brought to the arriver, where the rotation reads [ESC-6]", async () => {
    const world = await startShift(at(16, 6), (sandbox) => {
      const policy = withPayments(sandbox);
      return { ...policy, rotations: policy.rotations.map((rotation) => ({ ...rotation, channel: "random" })) };
    });
    world.sandbox.workspace.people.change(world.person("alex").id, { deleted: true });
    await pass(world, at(16, 10));
    expect(heard(posts(world), /Your handoff|Handoff of|has not acknowledged/)).toEqual([
      "07:30 @sam Your handoff",
      "08:00 #random has not acknowledged",
    ]);
    expect(await recorded(world)).toContain("handoff_neglected");
    expect(await world.verify()).toEqual([]);
  });

  it("is one's shift's outside of incidents and where the rotation is named, the incident's inside of one [ESC-6] [COMM-1]", async () => {
    const world = await startShift(at(16, 6));
    const sam = world.person("sam");
    await sam.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    const room = "inc-1-checkout-errors";
    expect(await asks(world, sam, "/incident handoff", room)).toContain("To whom?");
    expect(await asks(world, sam, "/incident handoff nobody", room)).toContain("There is no rotation “nobody”");
    await asks(world, sam, "/incident handoff engineering", room);
    expect(sam.modal().plain).toContain("Checkout errors");
    await sam.closeModal();
    expect(await asks(world, sam, "/incident handoff payments", room)).toContain("I sent you the draft");
    expect(await says(world, "sam", "/incident handoff")).toContain("Your handoff of Payments");
  });

  it("keeps to the clock on the wall when daylight saving starts during the shift [ESC-4] [ESC-6]", async () => {
    const world = await startShift(at(28, 12), withNights);
    // In Stockholm 28 March 22:00 is 21:00 UTC, and the next morning 6:00 is 4:00 UTC: the night has seven hours.
    const answer = await says(world, "alex", "/incident cover tonight 22–6");
    expect(answer).toContain("(7 h)");
    await world.person("sam").click(dm(world, "sam"), "I cover");
    await world.settle();
    await pass(world, at(30, 7, 1));
    const holders = [at(28, 21) - 1, at(28, 21), at(29, 4) - 1, at(29, 4)].map((ms) => primaryAt(world, ms));
    expect(await Promise.all(holders)).toEqual(["alex", "sam", "sam", "alex"]);
    expect(heard(posts(world), /Your handoff of \*?Payments|Handoff of \*?Payments/)).toContain(
      "07:00 @kim Handoff of Payments",
    );
    expect(await Promise.all([at(30, 7) - 1, at(30, 7)].map((ms) => primaryAt(world, ms)))).toEqual(["alex", "kim"]);
    expect(await world.verify()).toEqual([]);
  });

  it("changes hands at the leap where the clock leaps over its time, and the handoff comes then [ESC-4] [ESC-6]", async () => {
    const world = await startShift(at(28, 20), (sandbox) => {
      const { rotations, ...policy } = withPayments(sandbox);
      const daily = rotations.flatMap((one) =>
        one.kind === "weekly" ? { ...one, kind: "daily" as const, everyDays: 1, handoverAt: 2 * 60 + 30 } : [],
      );
      return { ...policy, rotations: daily };
    });
    await pass(world, at(29, 2, 0));
    // 2:30 does not exist in Stockholm on 29 March: at 1:00 UTC the clock goes from 2:00 to 3:00.
    expect(await Promise.all([at(29, 1) - 1, at(29, 1)].map((ms) => primaryAt(world, ms)))).toEqual(["alex", "kim"]);
    expect(heard(posts(world), /Your handoff of \*?Payments|Handoff of \*?Payments/)).toEqual([
      "00:30 @alex Your handoff of Payments",
      "01:00 @kim Handoff of Payments",
    ]);
    expect(await Promise.all([at(30, 0, 30) - 1, at(30, 0, 30)].map((ms) => primaryAt(world, ms)))).toEqual([
      "kim",
      "sam",
    ]);
    expect(await world.verify()).toEqual([]);
  });
});
