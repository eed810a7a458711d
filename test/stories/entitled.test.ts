import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/config/index.ts";
import { type Act, mayI } from "../../src/core/entitlements/index.ts";
import type { NewUser, Sandbox } from "../../src/sandbox/index.ts";
import { allDoors, type Door } from "../support/doors.ts";
import { inputFor, place, UNLIMITED } from "../support/knocking.ts";
import { last, whispers } from "../support/telling.ts";
import { startWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-errors";

/** What every door of the product is about. A new one belongs here, or the test below says so. */
const DOORS: Readonly<Record<string, Act>> = {
  "click acknowledge": "respond",
  "click page_acknowledge": "respond",
  "click page_pass": "respond",
  "click page_open": "respond",
  "click escalate_open": "respond",
  "submit page_form": "respond",
  "submit escalate_form": "respond",
  "click trigger_yes": "respond",
  "click trigger_no": "respond",
  "click change_severity": "lead",
  "click resolve": "finish",
  "click reopen": "finish",
  "click edit_details": "lead",
  "click close": "finish",
  "click correct_times": "lead",
  "click stage": "look",
  "click tick": "respond",
  "click move_on": "lead",
  "click move_to": "lead",
  "click keep_channel": "contribute",
  "click set_category": "lead",
  "click assess": "respond",
  "submit assess_form": "respond",
  "click set_severity": "lead",
  "click keep_severity": "look",
  "click services": "look",
  "click declare_category": "declare",
  "click declare_after_the_fact": "declare",
  "submit declare_form": "declare",
  "submit severity_form": "lead",
  "submit resolve_form": "finish",
  "submit edit_form": "lead",
  "submit times_form": "lead",
  "submit reopen_form": "finish",
  "submit cancel_form": "finish",
  "submit move_on_form": "lead",
  "submit close_form": "finish",
  "shortcut declare": "declare",
  "message shortcut declare_from_message": "declare",
  "click take_command": "lead",
  "click claim_role": "lead",
  "click roles": "look",
  "click take_over": "lead",
  "click release_role": "lead",
  "click hand_over": "respond",
  "submit hand_over_form": "respond",
  "click accept_handover": "respond",
  "click decline_handover": "contribute",
  "click post_update": "update",
  "submit update_form": "update",
  "click nothing_new": "update",
  "click request_update": "contribute",
  "click timeline": "look",
  "click timeline_page": "look",
  "submit note": "contribute",
  "message shortcut add_to_timeline": "contribute",
  "submit add_message": "contribute",
  "click postmortem_section": "respond",
  "submit postmortem_section_form": "respond",
  "click postmortem_redraft": "respond",
  "click postmortem_move": "publish",
  "click postmortem_file": "look",
  "click action_add": "contribute",
  "click action_done": "contribute",
  "click action_reopen": "contribute",
  "click action_edit": "respond",
  "click action_drop": "respond",
  "submit action_form": "respond",
  "click approval_approve": "approve",
  "click approval_decline": "approve",
  "submit approval_decline_form": "approve",
  "click approval_withdraw": "contribute",
  "click approval_ask_again": "finish",
  "click reminder_snooze": "respond",
  "click reminder_done": "contribute",
  "click reminder_off": "reminders",
  "click declare": "declare",
  "click check_now": "operate",
  "click undo": "contribute",
  "click make_real": "lead",
  "click declare_from": "declare",
  "submit merge_form": "finish",
  "submit link_form": "contribute",
  "submit split_form": "lead",
  "click notify": "update",
  "click write_notice": "update",
  "click choose_notice": "update",
  "submit notice_form": "update",
  "click cover_take": "contribute",
  "click cover_decline": "contribute",
  "click cover_withdraw": "contribute",
  "submit cover_form": "contribute",
  "click swap_accept": "contribute",
  "click swap_decline": "contribute",
  "click swap_withdraw": "contribute",
  "submit swap_form": "contribute",
  "click override_undo": "lead",
  "submit override_form": "lead",
  "click handoff_edit": "contribute",
  "click handoff_send": "contribute",
  "click handoff_acknowledge": "contribute",
  "submit handoff_form": "contribute",
  "click run_verb": "update",
};

/** The same for every word of `/incident`, as it is typed. */
const WORDS: Readonly<Record<string, Act>> = {
  declare: "declare",
  list: "look",
  show: "look",
  acknowledge: "respond",
  "severity sev1 worse": "lead",
  assess: "respond",
  service: "look",
  status: "look",
  "status monitoring": "lead",
  "edit title Another": "lead",
  "resolve rolled back": "finish",
  close: "finish",
  "reopen it is back": "finish",
  "cancel no incident": "finish",
  role: "look",
  "role scribe": "respond",
  "role commander": "lead",
  "role scribe release": "lead",
  "role scribe <@U0000000|kim>": "lead",
  lead: "lead",
  "update we look": "update",
  "escalate it is worse": "respond",
  "page <@U0000000|kim> it is worse": "respond",
  subscribe: "contribute",
  unsubscribe: "contribute",
  verbosity: "look",
  "verbosity silent": "lead",
  "notify first": "update",
  "note 14:05 it broke": "contribute",
  timeline: "look",
  "search errors": "look",
  "cover tonight 18–22": "contribute",
  "swap <@U0000000|kim>": "contribute",
  "override payments <@U0000000|kim> for 2 hours": "lead",
  handoff: "update",
  oncall: "look",
  postmortem: "respond",
  action: "look",
  "action mend it": "contribute",
  approve: "look",
  reminders: "look",
  "reminders off": "reminders",
  catchup: "look",
  "merge #99": "finish",
  "link #99": "contribute",
  "unlink #99": "contribute",
  "split Payments queue": "lead",
  real: "lead",
  help: "look",
  "": "look",
};

/** Everything that can be kept for some is kept for Dana. */
const kept = (sandbox: Sandbox): Policy => {
  const grant = { people: [sandbox.person("dana").id], userGroups: [], channels: [], guests: false };
  const entitlements = {
    declare: grant,
    respond: grant,
    lead: grant,
    update: grant,
    finish: grant,
    publish: grant,
    approve: grant,
    reminders: grant,
  };
  return { ...UNLIMITED, entitlements };
};

/** Of a partner's workspace, with whom a channel is shared; an admin there. */
const EVE: NewUser = { name: "eve", teamId: "T0PARTNER", isAdmin: true };

async function openWorld(policy: Policy | ((sandbox: Sandbox) => Policy)): Promise<World> {
  const world = await startWorld({ policy });
  world.sandbox.workspace.people.add(EVE);
  await world.person("dana").command("general", "/incident declare sev2 Checkout errors");
  await world.settle();
  await world.bot().ctx.directory.people(["lee", "gus", "olga", "eve"].map((name) => world.person(name).id));
  return world;
}

const nameOf = ({ kind, name }: Door): string => `${kind} ${name}`;

/** Tries each door and word as one person; gives the act of each with the sentence that turned them away, if one did. */
async function tryAll(world: World, name: string) {
  const { ctx } = world.bot();
  const { doors, command } = allDoors(ctx);
  const asked = { userId: world.person(name).id, triggerId: "T1" };
  const tried: { which: string; act: Act; refused: string | undefined }[] = [];
  const attempt = async (which: string, act: Act | undefined, deed: () => Promise<unknown>) => {
    if (!act) throw new Error(`${which}: this test does not know what kind of act it is`);
    const error = await deed().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const isRefused = error instanceof Error && error.name === "ForbiddenError";
    tried.push({ which, act, refused: isRefused ? error.message : undefined });
  };
  for (const [index, door] of doors.entries()) {
    const input = { ...inputFor(door, 1), ...asked, requestKey: `door/${index}` };
    await attempt(nameOf(door), DOORS[nameOf(door)], () => door.handle(input));
  }
  for (const [words, act] of Object.entries(WORDS)) {
    const typed = { ...place, ...asked, requestKey: `words/${words}`, text: `#1 ${words}` };
    await attempt(`/incident #1 ${words}`, act, () => command(typed));
  }
  return tried;
}

const FOR_ADMINS = /^How Sitrep itself is doing is for admins of this workspace\./;

describe("every door and word asks who may [OPS-6]", () => {
  it("is known here with what kind of act it is", async () => {
    const world = await openWorld(UNLIMITED);
    const { doors, verbs } = allDoors(world.bot().ctx);
    expect(doors.map(nameOf).sort()).toEqual(Object.keys(DOORS).sort());
    const typed = new Set(Object.keys(WORDS).map((words) => words.split(" ")[0]));
    expect(verbs.filter((verb) => !typed.has(verb))).toEqual([]);
  });

  it.each([
    ["a guest who is not in it", "gus", UNLIMITED, /^Guests may .+ only in incidents that they are in\./],
    ["somebody whom the policy does not name", "lee", kept, /^Only Dana\b.* may .+ here\. Ask one of them\./],
    ["somebody of another workspace", "eve", UNLIMITED, /^Only people of this workspace can use Sitrep/],
    ["somebody who is deactivated", "olga", UNLIMITED, /^Your account in this workspace is deactivated/],
  ])(
    "turns away %s exactly where the table says so, in a sentence, and leaves no trace",
    async (_who, name, policy, words) => {
      const world = await openWorld(policy);
      const { ctx } = world.bot();
      const person = world.person(name);
      const standing = {
        userId: person.id,
        isGuest: name === "gus",
        isOutside: name === "eve",
        isDeactivated: name === "olga",
        isAdmin: false,
        memberOf: [],
      };
      const tried = await tryAll(world, name);
      const incident = await ctx.ledger.incident(1);
      const wrong = tried.filter(({ act, refused }) => {
        // What they may is done on the way: a note, a subscription. It lets nobody into the incident.
        const isAllowed = mayI(standing, act, incident, ctx.policy());
        const said = act === "operate" && !["eve", "olga"].includes(name) ? FOR_ADMINS : words;
        return isAllowed ? refused !== undefined : !said.test(refused ?? "let in");
      });
      expect(wrong).toEqual([]);
      const refusedActs = new Set(tried.filter(({ refused }) => refused).map(({ act }) => act));
      expect(refusedActs.size).toBeGreaterThan(5);
      await world.settle();
      const theirs = (await ctx.store.entriesOf(1)).filter(({ by }) => by === `person:${person.id}`);
      const CONTRIBUTED =
        /^(note_added|subscribed|unsubscribed|update_requested|action_\w+|archive_objected|message_said|message_added)$/;
      expect(
        theirs.filter(({ kind }) => ["eve", "olga"].includes(name) || !CONTRIBUTED.test(kind)).map(({ kind }) => kind),
      ).toEqual([]);
      expect(await world.verify()).toEqual([]);
    },
  );

  it("lets a full member through everywhere, as the policy ships", async () => {
    const world = await openWorld(UNLIMITED);
    const tried = await tryAll(world, "lee");
    expect(tried.filter(({ act, refused }) => refused && act !== "operate")).toEqual([]);
  });
});

describe("who may, told over the wire [OPS-6]", () => {
  it("a guest is told how to get in, and may do everything once in the channel", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    const gus = world.person("gus");
    world.sandbox.workspace.channels.named("general")?.members.add(gus.id);
    await gus.command("general", "/incident #1 update all is well");
    await world.settle();
    expect(last(whispers(gus, "general")).plain).toBe(
      "Guests may post updates only in incidents that they are in. Ask somebody in its channel to invite you, or to do it for you.",
    );
    await gus.command("general", "/incident #1 note the vendor sees it too");
    await dana.invite(ROOM, ["gus"]);
    await world.settle();
    await gus.command(ROOM, "/incident update the vendor mends it");
    await world.settle();
    expect(
      dana
        .sees(ROOM)
        .map(({ plain }) => plain)
        .join("\n"),
    ).toContain("the vendor mends it");
    expect(await world.verify()).toEqual([]);
  });

  it("somebody whom a shared channel brings from another workspace is told nothing, at the first click already", async () => {
    const world = await startWorld();
    const { workspace } = world.sandbox;
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev2 Contoso payroll fails");
    await world.settle();
    const { id } = workspace.people.add(EVE);
    workspace.channels.named("incidents")?.members.add(id);
    const eve = world.person("eve");
    const asks = async () => {
      await eve.click(eve.finds("incidents", "Contoso payroll fails"), "Request an update");
      await world.settle();
      return (await world.bot().store.entriesOf(1, { kinds: ["update_requested"] })).length;
    };
    expect(await asks()).toBe(0);
    expect(last(whispers(eve, "incidents")).plain).toMatch(/^Only people of this workspace can use Sitrep/);
    await dana.invite("inc-1-contoso-payroll-fails", ["eve"]);
    await world.settle();
    expect(await asks()).toBe(1);
  });

  it("a user group and a channel of the policy let their members through, and others read whom to ask", async () => {
    const world = await startWorld({
      policy: (sandbox) => {
        const { workspace } = sandbox;
        const users = [sandbox.person("kim").id];
        const group = workspace.userGroups.create({ name: "Leaders", handle: "leaders", users });
        const sre = workspace.channels.create(sandbox.person("sam").id, "sre", {});
        expect(sre.members.has(sandbox.person("sam").id)).toBe(true);
        const lead = { people: [], userGroups: [group.id], channels: ["sre"], guests: false };
        return { ...UNLIMITED, entitlements: { ...UNLIMITED.entitlements, lead } };
      },
    });
    const [dana, kim, sam] = ["dana", "kim", "sam"].map(world.person);
    if (!dana || !kim || !sam) throw new Error("nobody is there");
    await dana.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    const change = async (person: typeof dana, severity: string) => {
      await person.command("general", `/incident #1 severity ${severity} it is worse`);
      await world.settle();
      return last(whispers(person, "general")).plain;
    };
    expect(await change(dana, "sev2")).toBe(
      "Only members of @leaders, members of #sre or the incident commander may change severity, status, details or who leads here. Ask one of them. The policy says so under entitlements.lead.",
    );
    expect(await change(kim, "sev2")).toContain("SEV-2");
    expect(await change(sam, "sev1")).toContain("SEV-1");
    await kim.command("general", "/incident #1 role commander @dana");
    await world.settle();
    expect(await change(dana, "sev3")).toContain("SEV-3");
    expect(await world.verify()).toEqual([]);
  });

  it("where Slack does not say who is in a group, nobody is let in by it, and nothing else is held up", async () => {
    const world = await startWorld({
      sandbox: { plan: "free" },
      policy: (sandbox) => {
        const lead = {
          people: [sandbox.person("dana").id],
          userGroups: ["S0LEADERS1"],
          channels: [],
          guests: false,
        };
        return { ...UNLIMITED, entitlements: { ...UNLIMITED.entitlements, lead } };
      },
    });
    const [dana, kim] = ["dana", "kim"].map(world.person);
    if (!dana || !kim) throw new Error("nobody is there");
    await kim.command("general", "/incident declare sev3 Checkout errors");
    await world.settle();
    await kim.command("general", "/incident #1 severity sev1 it is worse");
    await world.settle();
    expect(last(whispers(kim, "general")).plain).toContain("Slack does not say just now who may do that");
    await dana.command("general", "/incident #1 severity sev2 it is worse");
    await world.settle();
    expect((await world.bot().ctx.ledger.incident(1)).facts.severity).toBe("sev2");
  });
});

describe("how much one person may do [OPS-6]", () => {
  it("more than the policy's number in a minute is left out with a word; others and what is said are not held up", async () => {
    const limits = { personPerMinute: 5, sourcePerSecond: 100 };
    const world = await startWorld({ policy: { ...UNLIMITED, limits } });
    const [dana, sam] = ["dana", "sam"].map(world.person);
    if (!dana || !sam) throw new Error("nobody is there");
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    await sam.join(ROOM);
    for (let number = 1; number <= 6; number += 1) await dana.command(ROOM, `/incident note number ${number}`);
    for (let number = 1; number <= 20; number += 1) await dana.say(ROOM, `line ${number}`);
    await sam.command(ROOM, "/incident note by another");
    await world.settle();
    expect(last(whispers(dana)).plain).toBe(
      "That was more than 5 commands and clicks in a minute, so I left this one out. Try again in 12 s.",
    );
    const kinds = async (kind: string) => (await world.bot().store.entriesOf(1, { kinds: [kind] })).length;
    expect(await kinds("note_added")).toBe(5);
    expect(await kinds("message_said")).toBe(20);
    await world.pass(12_000);
    await dana.command(ROOM, "/incident note once more");
    await world.settle();
    expect(await kinds("note_added")).toBe(6);
    expect(await world.verify()).toEqual([]);
  });

  it("a form that is sent too soon keeps what was typed", async () => {
    const limits = { personPerMinute: 3, sourcePerSecond: 100 };
    const world = await startWorld({ policy: { ...UNLIMITED, limits } });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    await dana.command(ROOM, "/incident update");
    await dana.fill({ Situation: "Rolling back" });
    await dana.command(ROOM, "/incident list");
    expect(Object.values((await dana.submit()).errors).join()).toMatch(/^That was more than 3 commands and clicks/);
    await world.pass(20_000);
    expect((await dana.submit()).errors).toEqual({});
    await world.settle();
    expect((await world.bot().ctx.ledger.incident(1)).updates.last?.situation).toBe("Rolling back");
  });
});
