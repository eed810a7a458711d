import type { ActionsBlockElement } from "@slack/types";
import {
  MOVES,
  type PostmortemDocument,
  type PostmortemState,
  SECTIONS,
  WRITABLE_SECTIONS,
} from "../../../core/postmortems/index.ts";
import { actions, button, confirm, date, link, type Mrkdwn, mrkdwn, select } from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface PostmortemModel {
  readonly incidentId: number;
  readonly title: string;
  readonly state: PostmortemState;
  readonly dueAt: number | undefined;
  readonly document: PostmortemDocument | undefined;
  /** How many the draft still asks. */
  readonly questions: number;
}

/** What a person may do with it in its state. */
export function controls({ incidentId, state }: PostmortemModel) {
  const isPublished = state === "published";
  const writing = isPublished ? [] : [sectionSelect(incidentId), redraftButton(incidentId)];
  const moves = MOVES[state].map((to) => moveButton(incidentId, state, to));
  return actions([...writing, ...moves, button({ text: "Get as file", actionId: ids.file.build({ incidentId }) })]);
}

const sectionSelect = (incidentId: number) =>
  select({
    actionId: ids.section.build({ incidentId }),
    placeholder: "Edit section",
    choices: WRITABLE_SECTIONS.map((value) => ({ value, text: SECTIONS[value].title })),
  });

const redraftButton = (incidentId: number) =>
  button({ text: "Redraft", actionId: ids.redraft.build({ incidentId }), label: "Draft it anew from the record" });

function moveButton(incidentId: number, from: PostmortemState, to: PostmortemState): ActionsBlockElement {
  const actionId = ids.move.build({ incidentId, state: to });
  if (to === "published") return publishButton(actionId);
  if (to === "draft") return button({ text: "Back to draft", actionId });
  return button({ text: from === "published" ? "Back to review" : "In review", actionId });
}

const publishButton = (actionId: string) =>
  button({
    text: "Publish",
    actionId,
    style: "primary",
    confirm: confirm({
      title: "Publish the post-mortem?",
      text: "It is no longer changed until somebody moves it back to review.",
      yes: "Publish",
      no: "Not yet",
    }),
  });

/** Its name, as a link where there is one, and where to find it where there is none. */
export function nameOf({ incidentId, title, document }: PostmortemModel): Mrkdwn {
  const name = `#${incidentId} ${title}`;
  if (document?.permalink) return mrkdwn`${link(document.permalink, name)}`;
  if (document === undefined) return mrkdwn`${name}`;
  const where = { canvas: "in this channel's canvas", file: "in this channel's files", messages: "in a thread here" };
  return mrkdwn`${name} (${where[document.as]})`;
}

export function dueText({ state, dueAt }: PostmortemModel): Mrkdwn {
  return state === "published" || dueAt === undefined ? mrkdwn`` : mrkdwn` It is due ${date(dueAt, "dateTime")}.`;
}

export function questionsText({ state, questions }: PostmortemModel): Mrkdwn {
  if (state === "published" || questions === 0) return mrkdwn``;
  const asks = questions === 1 ? "1 question" : `${questions} questions`;
  return mrkdwn` It asks ${asks} that the record cannot answer.`;
}
