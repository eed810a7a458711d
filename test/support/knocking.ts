import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import type { Door } from "./doors.ts";

/** Somebody who tries everything at once is not held up by the limit on one person. */
export const UNLIMITED: Policy = { ...shippedPolicy(), limits: { personPerMinute: 100_000, sourcePerSecond: 100_000 } };

/** Doors that lead to no incident: they declare a new one. */
export const OF_NO_INCIDENT = [
  "click declare",
  "click check_now",
  "click declare_from",
  "click services",
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
  set_severity: ":sev1",
  undo: ":1:declared",
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
  write_notice: ":update",
  postmortem_move: ":published",
  action_done: ":A1",
  action_reopen: ":A1",
  action_edit: ":A1",
  action_drop: ":A1",
};

const VALUE: Readonly<Record<string, string>> = { run_verb: JSON.stringify(["update", "we know everything"]) };

export const place = { channelId: "C0GENERAL", messageTs: "1.000001", threadTs: undefined, responseUrl: undefined };

const click = (name: string, number: number | string) => ({
  ...place,
  actionId: `${name}:${number}${REST[name] ?? ""}`,
  value: VALUE[name] ?? "1",
  selected: "triage",
  typed: "check",
  viewId: undefined,
  viewHash: undefined,
  metadata: undefined,
  state: {},
});

const metadata = {
  role: "commander",
  section: "summary",
  template: "update",
  id: "A1",
  to: "triage",
  channelId: "C1",
  ts: "1.1",
  text: "x",
};

const submit = (name: string, number: number | string) => ({
  callbackId: name,
  viewId: "V1",
  hash: "1",
  metadata: { incidentId: number, ...metadata },
  values: { incident: String(number), text: "found out", situation: "found out", to: "U1" },
});

/** What a forger sends through a door about the incident of this number. */
export const inputFor = ({ kind, name }: Door, number: number | string): object =>
  kind === "submit" ? submit(name, number) : click(name, number);

/** The sentence with which somebody is turned away; throws when they are let in. */
export async function refusal(deed: Promise<unknown>): Promise<string> {
  const answer = await deed.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (answer instanceof Error) return `${answer.name}: ${answer.message}`;
  throw new Error("was let in");
}
