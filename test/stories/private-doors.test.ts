import { describe, expect, it } from "vitest";
import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import type { NewUser } from "../../src/sandbox/index.ts";
import { allDoors, type Door } from "../support/doors.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { startWorld, type World } from "../support/world.ts";

/** Doors that lead to no incident: they declare a new one. */
const OF_NO_INCIDENT = [
  "click declare",
  "click declare_category",
  "click declare_after_the_fact",
  "submit declare_form",
  "shortcut declare",
  "message shortcut declare_from_message",
  "message shortcut add_to_timeline",
];

/** What follows the number in an action id, for those ids that say more than which incident is meant. */
const REST: Readonly<Record<string, string>> = {
  set_category: ":security",
  tick: ":alert_validated",
  move_on: ":triage",
  claim_role: ":commander",
  take_over: ":commander:U1:U2",
  release_role: ":commander",
  hand_over: ":commander",
  accept_handover: ":commander",
  decline_handover: ":commander",
  timeline_page: ":yes:older",
  reminder_snooze: ":10",
  reminder_off: ":silent",
  postmortem_move: ":published",
  action_done: ":A1",
  action_reopen: ":A1",
  action_edit: ":A1",
  action_drop: ":A1",
};

const VALUE: Readonly<Record<string, string>> = { run_verb: JSON.stringify(["update", "we know everything"]) };

const place = { channelId: "C0GENERAL", messageTs: "1.000001", threadTs: undefined, responseUrl: undefined };

const click = (name: string, number: number) => ({
  ...place,
  actionId: `${name}:${number}${REST[name] ?? ""}`,
  value: VALUE[name] ?? "1",
  selected: "triage",
  viewId: undefined,
  viewHash: undefined,
  metadata: undefined,
  state: {},
});

const metadata = {
  role: "commander",
  section: "summary",
  id: "A1",
  to: "triage",
  channelId: "C1",
  ts: "1.1",
  text: "x",
};

const submit = (name: string, number: number) => ({
  callbackId: name,
  viewId: "V1",
  hash: "1",
  metadata: { incidentId: number, ...metadata },
  values: { incident: String(number), text: "found out", situation: "found out", to: "U1" },
});

const inputFor = ({ kind, name }: Door, number: number): object =>
  kind === "submit" ? submit(name, number) : click(name, number);

/** The sentence with which somebody is turned away; throws when they are let in. */
async function refusal(deed: Promise<unknown>): Promise<string> {
  const answer = await deed.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (answer instanceof Error) return `${answer.name}: ${answer.message}`;
  throw new Error("was let in");
}

const FORMER: NewUser = { name: "olga", realName: "Olga Former", deleted: true };
const GUEST: NewUser = { name: "gus", realName: "Gus Guest", isGuest: true };
const USERS: readonly NewUser[] = [{ name: "dana" }, { name: "lee" }, GUEST, FORMER];
const ROOM = "inc-1-contoso-payroll-leaked";

/** Somebody who tries everything at once is not held up by the limit on one person. */
const UNLIMITED: Policy = { ...shippedPolicy(), limits: { personPerMinute: 100_000, sourcePerSecond: 100_000 } };

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
