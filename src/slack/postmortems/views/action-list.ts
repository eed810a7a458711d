import type { KnownBlock } from "@slack/types";
import type { ActionItem } from "../../../core/postmortems/index.ts";
import {
  actions,
  button,
  confirm,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  shorten,
  userMention,
} from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface ActionListModel {
  readonly incidentId: number;
  readonly title: string;
  readonly actions: readonly ActionItem[];
  /** What the command before came to. */
  readonly news?: string | undefined;
}

/** What one message holds in blocks and in characters. */
const MOST_SHOWN = 15;
const LONGEST_SHOWN = 150;

/** All action items of an incident with their buttons; those that are open come first. */
export function actionList(model: ActionListModel): Message {
  const open = model.actions.filter(({ doneAt }) => doneAt === undefined);
  const done = model.actions.filter(({ doneAt }) => doneAt !== undefined);
  const ordered = [...open, ...done];
  const shown = ordered.slice(0, MOST_SHOWN);
  const heading = mrkdwn`*Action items of #${model.incidentId}: ${model.title}*`;
  const left = ordered.length - shown.length;
  const notes = [
    ...(ordered.length === 0 ? [EMPTY] : []),
    ...(left > 0 ? [mrkdwn`${left} more are in the post-mortem: \`/incident postmortem\`.`] : []),
  ];
  const news = model.news === undefined ? [] : [mrkdwn`${model.news}`];
  return message(joinMrkdwn([...news, heading, ...shown.map(line), ...notes], "\n"), [
    ...news.map((text) => section(text)),
    section(heading),
    ...shown.flatMap((action) => itemBlocks(model.incidentId, action)),
    ...notes.map((text) => context([text])),
    actions([button({ text: "Add action item", actionId: ids.addAction.build({ incidentId: model.incidentId }) })]),
  ]);
}

const EMPTY = mrkdwn`There are none yet. \`/incident action Raise the pool size @dana by friday\` adds one, and so does :fast_forward: on a message.`;

/** What is to be done, by whom and until when. */
function line({ text: whole, ownerId, dueAt, doneAt }: ActionItem): Mrkdwn {
  const text = shorten(whole, LONGEST_SHOWN);
  if (doneAt !== undefined) return mrkdwn`:white_check_mark: ~${text}~ done ${date(doneAt, "date")}`;
  const owner = ownerId ? userMention(ownerId) : mrkdwn`_no owner_`;
  const due = dueAt === undefined ? mrkdwn`_no date_` : mrkdwn`due ${date(dueAt, "date")}`;
  return mrkdwn`${text}  ·  ${owner}  ·  ${due}`;
}

function itemBlocks(incidentId: number, action: ActionItem): KnownBlock[] {
  const of = { incidentId, id: action.id };
  const spoken = shorten(action.text, LONGEST_SHOWN);
  if (action.doneAt !== undefined) {
    const again = button({ text: "Reopen", actionId: ids.reopenAction.build(of), label: `Reopen: ${spoken}` });
    return [section(line(action), { accessory: again })];
  }
  return [
    section(line(action)),
    actions([
      button({ text: "Done", actionId: ids.finishAction.build(of), style: "primary", label: `Done: ${spoken}` }),
      button({
        text: action.ownerId ? "Edit" : "Assign",
        actionId: ids.editAction.build(of),
        label: `${action.ownerId ? "Edit" : "Assign"}: ${spoken}`,
      }),
      button({
        text: "Drop",
        actionId: ids.dropAction.build(of),
        label: `Drop: ${spoken}`,
        confirm: confirm({
          title: "Drop this action item?",
          text: mrkdwn`${spoken}`,
          yes: "Drop",
          no: "Keep",
          isDangerous: true,
        }),
      }),
    ]),
  ];
}
