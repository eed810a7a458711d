import type { Button, KnownBlock } from "@slack/types";
import type { Ending, ReminderRule, SentReminder } from "../../../core/reminders/index.ts";
import { escalationIds } from "../../escalation/index.ts";
import { incidentIds as ids } from "../../incidents/index.ts";
import {
  actions,
  button,
  channelLink,
  confirm,
  context,
  date,
  divider,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";
import { notify } from "../../notices/index.ts";
import { nothingNew, writeUpdate } from "../../updates/index.ts";
import { finishAction, snooze, turnOff } from "../ids.ts";
import { ASKS, REASONS, type ReminderFacts } from "./words.ts";

/** What people are reminded of; anything else that is asked has a view of its own. */
export type Reminder = SentReminder & { readonly rule: ReminderRule };

export interface ReminderModel {
  readonly incidentId: number;
  readonly title: string;
  readonly channelId: string | undefined;
  readonly reminder: Reminder;
  readonly facts: ReminderFacts;
  /** How many updates there are by now. */
  readonly updateCount: number;
  readonly snoozeMinutes: readonly number[];
  /** Who answered, snoozed or turned it off, by name. */
  readonly enderName: string | undefined;
  /** Somebody who could not be reached, so that it is asked here. */
  readonly insteadOf: string | undefined;
  /** What the same person was asked for earlier and still owes. */
  readonly alsoOpen: readonly string[];
  /** The last of its incident in this message: which incident it is stands there, once. */
  readonly isLastOfIncident: boolean;
}

const HELD = {
  snooze: "Snoozed until now. ",
  quiet_hours: "Held back in quiet hours. ",
  away: "Late: Sitrep was away. ",
} as const;

/** Slack took it later than this: not at its own pace, it was not there. */
const ON_TIME_MS = 60_000;

/** One message for all that is due to one person, or what has become of it. */
export function reminderMessage(models: readonly ReminderModel[]): Message {
  const said = models.filter((model, index) => !isSaidAgain(model, models.slice(index + 1)));
  const parts = said.map((model, index) =>
    model.reminder.ending ? over(model, model.reminder.ending) : open(model, said.slice(0, index)),
  );
  const text = joinMrkdwn(
    parts.flatMap((part) => part.texts),
    "\n",
  );
  const blocks = parts.flatMap((part, index) => (index === 0 ? part.blocks : [divider(), ...part.blocks]));
  return message(text, blocks);
}

/** What became of several reminders of one incident in the same way stands there once. */
const isSaidAgain = (model: ReminderModel, later: readonly ReminderModel[]): boolean =>
  later.some((other) => other.incidentId === model.incidentId && endedAlike(other, model));

const endedAlike = ({ reminder: { ending: a }, ...one }: ReminderModel, { reminder: { ending: b } }: ReminderModel) =>
  a !== undefined && b !== undefined && endingWords(a, nameOf(one)).value === endingWords(b, nameOf(one)).value;

const nameOf = ({ enderName = "Somebody" }: Pick<ReminderModel, "enderName">): string => enderName;

/** News answers both; the buttons for it stand there once. */
const isAnsweredAbove = ({ incidentId, reminder: { rule } }: ReminderModel, above: readonly ReminderModel[]): boolean =>
  rule === "silent" &&
  above.some((other) => other.incidentId === incidentId && other.reminder.rule === "update" && !other.reminder.ending);

interface Part {
  readonly texts: readonly Mrkdwn[];
  readonly blocks: readonly KnownBlock[];
}

function open(model: ReminderModel, above: readonly ReminderModel[]): Part {
  const { reminder, facts, incidentId, title } = model;
  const { rule, heldBy, to } = reminder;
  const named = to.kind === "person" ? [model.insteadOf ?? []].flat() : to.userIds;
  const whom = named.length > 0 ? mrkdwn`${joinMrkdwn(named.map(userMention), " ")} ` : mrkdwn``;
  const isSlow = facts.toldAt - reminder.sentAt > ON_TIME_MS;
  const late = heldBy ? HELD[heldBy] : isSlow ? "Late: Slack could not be reached. " : "";
  const ask = mrkdwn`${whom}${late}*${ASKS[rule](reminder, facts)}*`;
  const isDirect = to.kind === "person" && !model.insteadOf;
  const about = isDirect ? [mrkdwn`#${incidentId} ${title}`, ...where(model)] : [];
  const off = mrkdwn`\`/incident reminders off\`${isDirect ? " in its channel" : ""} turns reminders off`;
  const why = mrkdwn`Sent because ${REASONS[rule](reminder, facts)}`;
  const foot = joinMrkdwn(model.isLastOfIncident ? [...about, why, off] : [why], "  ·  ");
  const also = model.alsoOpen.length > 0 ? [mrkdwn`Also still open: ${model.alsoOpen.join(", ")}.`] : [];
  const offered = [...BUTTONS[rule](model), ...(isDirect ? personal(model) : [])];
  const buttons = isAnsweredAbove(model, above) ? [] : offered;
  return {
    texts: [ask, ...also, foot],
    blocks: [
      section(joinMrkdwn([ask, ...also], "\n")),
      context([foot]),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}

function over(model: ReminderModel, ending: Ending): Part {
  const { incidentId, title } = model;
  const line = mrkdwn`${endingWords(ending, nameOf(model))}`;
  if (!model.isLastOfIncident) return { texts: [line], blocks: [section(line)] };
  const about = joinMrkdwn([mrkdwn`#${incidentId} ${title}`, ...where(model)], "  ·  ");
  return { texts: [line, about], blocks: [section(line), context([about])] };
}

const where = ({ channelId }: ReminderModel): Mrkdwn[] => (channelId ? [channelLink(channelId)] : []);

function endingWords(ending: Ending, name: string): Mrkdwn {
  switch (ending.how) {
    case "answered":
      return mrkdwn`Done: ${name} ${ending.what} ${date(ending.at, "time")}.`;
    case "overtaken":
      return mrkdwn`See the newer reminder below.`;
    case "snoozed":
      return mrkdwn`Snoozed by ${name} until ${date(ending.until, "time")}.`;
    case "switched_off":
      return mrkdwn`Turned off by ${name} ${date(ending.at, "time")}.`;
  }
}

const write = (incidentId: number): Button =>
  button({ text: "Write update", actionId: writeUpdate.build({ incidentId }), style: "primary" });

const news = ({ incidentId, updateCount }: ReminderModel): Button[] => [
  write(incidentId),
  button({ text: "Nothing new", actionId: nothingNew.build({ incidentId }), value: String(updateCount) }),
];

/** What answers each kind of reminder. */
const BUTTONS: Record<ReminderRule, (model: ReminderModel) => Button[]> = {
  update: news,
  silent: news,
  no_commander: ({ incidentId }) => [
    button({ text: "Take command", actionId: ids.takeCommand.build({ incidentId }), style: "primary" }),
  ],
  unclaimed_roles: ({ incidentId }) => [button({ text: "Roles", actionId: ids.roles.build({ incidentId }) })],
  unset: ({ incidentId }) => [button({ text: "Edit details", actionId: ids.editDetails.build({ incidentId }) })],
  unacknowledged: ({ incidentId }) => [
    button({ text: "Acknowledge", actionId: ids.acknowledge.build({ incidentId }), style: "primary" }),
  ],
  unpaged: ({ incidentId }) => [
    button({ text: "Page", actionId: escalationIds.page.build({ incidentId }), style: "primary" }),
    button({ text: "Acknowledge", actionId: ids.acknowledge.build({ incidentId }) }),
  ],
  monitoring: ({ incidentId }) => [
    button({ text: "Resolve", actionId: ids.resolve.build({ incidentId }), style: "primary" }),
    button({ text: "Write update", actionId: writeUpdate.build({ incidentId }) }),
  ],
  customers_untold: ({ incidentId }) => [
    button({ text: "Write notice", actionId: notify.build({ incidentId }), style: "primary" }),
  ],
  postmortem: () => [],
  action_item: ({ incidentId, reminder }) => [
    button({ text: "Done", actionId: finishAction.build({ incidentId }), value: reminder.subject, style: "primary" }),
  ],
};

function personal({ incidentId, reminder, snoozeMinutes }: ReminderModel): Button[] {
  const { id, rule } = reminder;
  const puttingOff = snoozeMinutes.map((minutes) =>
    button({ text: `Snooze ${minutes} min`, actionId: snooze.build({ incidentId, minutes }), value: id }),
  );
  const off = button({
    text: "Turn off",
    actionId: turnOff.build({ incidentId, rule }),
    label: "Turn off reminders of this kind for this incident",
    confirm: confirm({
      title: "Turn this reminder off?",
      text: `Nobody will be reminded of this in incident #${incidentId} any more. “/incident reminders on” in its channel turns it back on.`,
      yes: "Turn off",
      no: "Keep it",
    }),
  });
  return [...puttingOff, off];
}
