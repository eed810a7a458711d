import { describe, expect, it } from "vitest";
import type { NewUser } from "../../src/sandbox/index.ts";
import { allDoors } from "../support/doors.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { inputFor, OF_NO_INCIDENT, place, refusal, UNLIMITED } from "../support/knocking.ts";
import { startWorld, type World } from "../support/world.ts";

const FORMER: NewUser = { name: "olga", realName: "Olga Former", deleted: true };
const GUEST: NewUser = { name: "gus", realName: "Gus Guest", isGuest: true };
const USERS: readonly NewUser[] = [{ name: "dana" }, { name: "lee" }, GUEST, FORMER];
const ROOM = "inc-1-contoso-payroll-leaked";

async function privateWorld(): Promise<World> {
  const world = await startWorld({ sandbox: { users: USERS }, policy: UNLIMITED });
  await world.person("dana").command("general", "/incident declare sev1 --private Contoso payroll leaked");
  await world.settle();
  return world;
}

describe("the doors of a private incident [INC-4]", () => {
  it.each(["lee", "gus", "olga"])("are closed to %s as if there were no such incident, each of them", async (name) => {
    const world = await privateWorld();
    const { ctx } = world.bot();
    const userId = world.person(name).id;
    const { doors, verbs, command } = allDoors(ctx);
    const entriesBefore = await ctx.store.entriesOf(1);
    world.sandbox.calls.clear();
    const asked = { userId, triggerId: "T1", requestKey: "R" };
    const tried: string[] = [];
    for (const door of doors.filter(({ kind, name: id }) => !OF_NO_INCIDENT.includes(`${kind} ${id}`))) {
      const which = `${door.kind} ${door.name}`;
      const [known, unknown] = [1, 999].map((number) => refusal(door.handle({ ...inputFor(door, number), ...asked })));
      expect(await known, which).toMatch(/^NotFoundError: There is no incident #1\b/);
      expect(await unknown, which).toBe((await known)?.replace("#1", "#999"));
      tried.push(which);
    }
    for (const words of ["", ...verbs.map((verb) => ` ${verb} sev2 what`)]) {
      const typed = (number: number) => ({ ...place, ...asked, text: `#${number}${words}` });
      const [known, unknown] = [1, 999].map((number) => refusal(command(typed(number))));
      expect(await known, words).toMatch(/^NotFoundError: There is no incident #1\b/);
      expect(await unknown, words).toBe((await known)?.replace("#1", "#999"));
      tried.push(words);
    }
    expect(tried.length).toBeGreaterThan(60);
    expect(world.sandbox.calls.api()).toEqual([]);
    expect(await ctx.store.entriesOf(1)).toEqual(entriesBefore);
    expect(await world.verify()).toEqual([]);
  });

  it.each(["%31", "1e0", "0x1", " 1", "1.0", "+1", "01", "1%00", "1#", "constructor"])(
    "stay closed to the number written as %j, in every button and form",
    async (spelled) => {
      const world = await privateWorld();
      const { ctx } = world.bot();
      const entriesBefore = await ctx.store.entriesOf(1);
      const { id: userId } = await ctx.directory.person(world.person("lee").id);
      world.sandbox.calls.clear();
      const asked = { userId, triggerId: "T1", requestKey: "R" };
      for (const door of allDoors(ctx).doors.filter(({ kind, name }) => !OF_NO_INCIDENT.includes(`${kind} ${name}`))) {
        const said = await refusal(door.handle({ ...inputFor(door, spelled), ...asked }));
        expect(said, `${door.kind} ${door.name}`).not.toMatch(/contoso/i);
      }
      expect(world.sandbox.calls.api()).toEqual([]);
      expect(await ctx.store.entriesOf(1)).toEqual(entriesBefore);
    },
  );

  it("let nothing out that was said inside: no message of it goes to a timeline that everybody reads", async () => {
    const world = await privateWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    const said = await dana.say(ROOM, "the Contoso bucket is public");
    await dana.messageShortcut(said, "Add to incident timeline");
    expect((await dana.submit({ Incident: "2" })).errors.Incident).toMatch(/^This was said in a private incident/);
    await dana.closeModal();
    await dana.command(ROOM, "/incident cancel a false alarm");
    await world.settle();
    await dana.messageShortcut(said, "Add to incident timeline");
    await world.settle();
    expect(dana.finds(ROOM, "This was said in a private incident")).toBeDefined();
    const entries = await world.bot().store.entriesOf(2);
    expect(JSON.stringify(entries)).not.toMatch(/contoso/i);
  });

  it("stay closed to a forged button, a forged form and a typed number, over the wire", async () => {
    const world = await privateWorld();
    const { workspace } = world.sandbox;
    const lee = world.person("lee");
    const button = (action_id: string) => ({ type: "button", text: { type: "plain_text", text: "Press" }, action_id });
    const forged = ["resolve:1", "timeline:1", "claim_role:1:commander"].map(button);
    const channelId = workspace.channels.named("general")?.id ?? "";
    const { ts } = workspace.messages.append({
      channelId,
      userId: workspace.app.botUserId,
      text: "forged",
      blocks: [{ type: "actions", elements: forged }],
    });
    const message = lee.finds("general", "Press");
    expect(message.ts).toBe(ts);
    for (const { action_id } of forged) {
      await lee.click(message, action_id);
      await world.settle();
    }
    const input = { type: "input", block_id: "why", label: { type: "plain_text", text: "Why" } };
    workspace.views.open(workspace.triggers.issue(lee.id), {
      type: "modal",
      callback_id: "cancel_form",
      title: { type: "plain_text", text: "Cancel" },
      submit: { type: "plain_text", text: "Cancel it" },
      private_metadata: JSON.stringify({ incidentId: 1 }),
      blocks: [{ ...input, element: { type: "plain_text_input", action_id: "why" } }],
    });
    const sent = await lee.submit({ Why: "because I can" });
    expect(sent.errors.Why).toMatch(/^There is no incident #1 /);
    await lee.command("general", "/incident #1 update I was here");
    await world.settle();
    const answers = lee.sees("general").filter(({ ephemeral }) => ephemeral);
    expect(answers).toHaveLength(4);
    for (const { plain } of answers) expect(plain).toMatch(/^There is no incident #1\b/);
    expect(everythingSeenBy(world, "lee")).not.toMatch(/contoso/i);
    expect(
      world
        .person("dana")
        .sees(ROOM)
        .map(({ plain }) => plain)
        .join(),
    ).not.toContain("I was here");
    expect(await world.verify()).toEqual([]);
  });
});
