import type { ActionsBlock, KnownBlock } from "@slack/types";
import { MARK_LABELS, type TimelineLine, withNames } from "../../../core/timeline/index.ts";
import {
  actions,
  button,
  context,
  date,
  joinMrkdwn,
  link,
  type Message,
  Mrkdwn,
  message,
  mrkdwn,
  oneLine,
  section,
  shortenMarkup,
  toMrkdwn,
} from "../../kit/index.ts";
import { turnPage } from "../ids.ts";

export interface TimelinePageModel {
  readonly incident: { readonly id: number; readonly title: string };
  readonly isAll: boolean;
  /** Oldest first. */
  readonly lines: readonly TimelineLine[];
  readonly names: (userId: string) => string;
  /** Where the pages end, from the second newest to this one. */
  readonly trail: readonly number[];
  /** Where the next older page ends; undefined on the oldest page. */
  readonly olderEnd: number | undefined;
}

/** In markup, so that a page of such lines with their links stays within one message. */
const LONGEST_WORDS = 240;
const LINES_A_SECTION = 5;

/** A page of a timeline, seen only by the one who asked. */
export function timelinePage(model: TimelinePageModel): Message {
  const { incident, isAll } = model;
  const title = mrkdwn`*Timeline of #${incident.id} ${oneLine(incident.title, 150)}*`;
  const lines = model.lines.map((line) => lineText(line, model.names));
  const nothing = isAll
    ? "Nothing is recorded yet."
    : "No key events yet. Mark a message with :pushpin: to make it one.";
  const body = lines.length > 0 ? lines : [nothing];
  return message(joinMrkdwn([title, ...body], "\n"), [
    section(title),
    ...inSections(body),
    context([hint(isAll)]),
    buttons(model),
  ]);
}

const hint = (isAll: boolean): Mrkdwn =>
  isAll
    ? mrkdwn`Everything on the record. \`/incident timeline export md\`, \`json\` or \`csv\` sends it to you as a file.`
    : mrkdwn`Key events and marked messages. \`/incident timeline export md\`, \`json\` or \`csv\` sends everything to you as a file.`;

function lineText(line: TimelineLine, names: TimelinePageModel["names"]): Mrkdwn {
  const escaped = toMrkdwn(oneLine(withNames(line.text, names), LONGEST_WORDS)).value;
  const words = new Mrkdwn(shortenMarkup(escaped, LONGEST_WORDS));
  const asides = [
    ...line.marks.map((mark) => MARK_LABELS[mark]),
    ...(line.isEdited ? ["edited"] : []),
    ...(line.isDeleted ? ["deleted"] : []),
  ];
  const aside = asides.length > 0 ? mrkdwn` _(${asides.join(", ")})_` : "";
  const source = line.permalink ? mrkdwn` ${link(line.permalink, "↗")}` : "";
  return mrkdwn`${date(line.at, "dateTime")}  ${words}${aside}${source}`;
}

function inSections(lines: readonly (Mrkdwn | string)[]): KnownBlock[] {
  const count = Math.ceil(lines.length / LINES_A_SECTION);
  return Array.from({ length: count }, (_, index) =>
    section(joinMrkdwn(lines.slice(index * LINES_A_SECTION, (index + 1) * LINES_A_SECTION), "\n")),
  );
}

function buttons({ incident, isAll, trail, olderEnd }: TimelinePageModel): ActionsBlock {
  const turn = (way: "newer" | "older", text: string, ends: readonly number[], toAll = isAll) =>
    button({
      text,
      actionId: turnPage.build({ incidentId: incident.id, isAll: toAll ? "yes" : "no", way }),
      value: ends.join(","),
    });
  return actions([
    ...(trail.length > 0 ? [turn("newer", "Newer", trail.slice(0, -1))] : []),
    ...(olderEnd === undefined ? [] : [turn("older", "Older", [...trail, olderEnd])]),
    turn("newer", isAll ? "Key events only" : "Show everything", [], !isAll),
  ]);
}
