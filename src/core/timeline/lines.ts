import { z } from "zod";
import type { Mark } from "../../config/policy.ts";
import type { Actor, Entry, Telling } from "../ledger/index.ts";
import { From, type SharedFile, type TimelineEntry, timelineEntries } from "./entries.ts";
import { foldTimeline, initialTimeline, isGivenBack, marksOn, type TimelineFacet } from "./facet.ts";

/** One line of a timeline as people read it. */
export interface TimelineLine {
  readonly seq: number;
  readonly key: string;
  readonly kind: string;
  readonly at: number;
  readonly by: Actor;
  /** In plain words; people stand in it as `@{U123}`. */
  readonly text: string;
  /** Told in the short timeline: by its kind, or because somebody marked it. */
  readonly isKey: boolean;
  readonly marks: readonly Mark[];
  readonly permalink: string | undefined;
  readonly files: readonly SharedFile[];
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
}

export type Tell = (entry: Entry) => Telling | undefined;

/** The ledger checked the data against the kind when it was written. */
const asOwn = (entry: Entry): TimelineEntry => entry as TimelineEntry;

const isOwn = (entry: Entry): boolean => entry.kind in timelineEntries;

/** What the timeline's own entries fold into; entries of other slices are passed over. */
export function facetOf(entries: readonly Entry[]): TimelineFacet {
  const inOrder = [...entries].sort((a, b) => a.seq - b.seq);
  return inOrder.reduce((facet, entry) => foldOwn(facet, entry), initialTimeline);
}

function foldOwn(facet: TimelineFacet, entry: Entry): TimelineFacet {
  const fold: Readonly<Record<string, ((facet: TimelineFacet, entry: never) => TimelineFacet) | undefined>> =
    foldTimeline;
  return fold[entry.kind]?.(facet, neverOf(entry)) ?? facet;
}

/** A fold is only given entries of the kind under which it stands in the table. */
const neverOf = (entry: Entry): never => entry as never;

export interface LineOptions {
  /** What the incident's timeline folded into, when not all entries are at hand. */
  readonly facet?: TimelineFacet;
  /** Messages in their first words, for lists in which the edits have lines of their own. */
  readonly isAsSaid?: boolean;
}

/** The lines of these entries in the order of time. A message reads as it was last edited, its marks beside it. */
export function timelineLines(entries: readonly Entry[], tell: Tell, options: LineOptions = {}): TimelineLine[] {
  const { facet = facetOf(entries), isAsSaid = false } = options;
  const edits = latestEdits(entries);
  return entries
    .filter((entry) => !hasGoneBack(entry, facet))
    .flatMap((entry) => lineOf(entry, { edit: edits.get(entry.key), isAsSaid, tell, facet }))
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** It came from a merged incident whose merging was taken back: the record keeps it, the timeline does not. */
export function hasGoneBack(entry: Entry, facet: TimelineFacet): boolean {
  if (!Object.values(facet.takenIn).some((taken) => taken.isGivenBack)) return false;
  const { from } = CameFrom.catch({}).parse(entry.data);
  return from !== undefined && isGivenBack(facet, from.incidentId);
}

const CameFrom = z.object({ from: From.optional() });

interface LineContext {
  readonly edit: Edit | undefined;
  readonly isAsSaid: boolean;
  readonly tell: Tell;
  readonly facet: TimelineFacet;
}

function lineOf(entry: Entry, { edit, isAsSaid, tell, facet }: LineContext): TimelineLine[] {
  const telling = tell(edit && !isAsSaid && !entry.isRedacted ? withWords(entry, edit) : entry);
  if (!telling) return [];
  const marks = entry.kind === "message_said" || entry.kind === "message_added" ? marksOf(entry, facet) : [];
  return [
    {
      seq: entry.seq,
      key: entry.key,
      kind: entry.kind,
      at: entry.at,
      by: entry.by,
      text: telling.text,
      isKey: telling.isKey || marks.length > 0,
      marks,
      permalink: permalinkOf(entry),
      files: filesOf(entry),
      isEdited: edit !== undefined,
      isDeleted: facet.deleted.includes(entry.key),
    },
  ];
}

/** A message that was added by hand carries the marks of the message itself. */
const marksOf = (entry: Entry, facet: TimelineFacet): readonly Mark[] =>
  marksOn(facet, entry.key.replace(/^added\//, "message/"));

type Edit = Extract<TimelineEntry, { kind: "message_edited" }>;

function latestEdits(entries: readonly Entry[]): Map<string, Edit> {
  const latest = new Map<string, Edit>();
  for (const entry of entries) {
    if (!isOwn(entry)) continue;
    const own = asOwn(entry);
    if (own.kind !== "message_edited" || own.about === undefined || own.isRedacted) continue;
    const known = latest.get(own.about);
    if (!known || known.data.editedTs < own.data.editedTs) latest.set(own.about, own);
  }
  return latest;
}

function withWords(entry: Entry, edit: Edit): Entry {
  return { ...entry, data: { ...objectOf(entry.data), text: edit.data.text } };
}

const objectOf = (data: unknown): object => (typeof data === "object" && data !== null ? data : {});

function permalinkOf(entry: Entry): string | undefined {
  const data = objectOf(entry.data);
  return "permalink" in data && typeof data.permalink === "string" ? data.permalink : undefined;
}

function filesOf(entry: Entry): readonly SharedFile[] {
  if (!isOwn(entry) || entry.isRedacted) return [];
  const own = asOwn(entry);
  return own.kind === "message_said" || own.kind === "message_added" ? own.data.files : [];
}

const PERSON = /@\{([A-Z0-9]+)\}/g;

/** Everybody who stands in these texts, each once. */
export const mentionedIn = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(PERSON)].flatMap((match) => match[1] ?? []))),
];

/** A telling with people by their names. */
export const withNames = (text: string, names: (userId: string) => string): string =>
  text.replace(PERSON, (_match, userId: string) => names(userId));
