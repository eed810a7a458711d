import type { Mark } from "../../config/policy.ts";
import type { BareIncident, FoldTable } from "../ledger/index.ts";
import { personId } from "../ledger/index.ts";
import type { timelineEntries } from "./entries.ts";

interface ReactionState {
  readonly mark: Mark;
  readonly eventTs: string;
  readonly isOn: boolean;
}

export interface TimelineFacet {
  /** People who are in the channel now. */
  readonly members: readonly string[];
  /** Reactions that mean something, by message key, then by `emoji/user`. */
  readonly reactions: Readonly<Record<string, Readonly<Record<string, ReactionState>>>>;
  /** When a person last said, noted or marked something (epoch milliseconds). */
  readonly lastActivityAt: number | undefined;
  readonly messageCount: number;
}

export type WithTimeline = BareIncident & { readonly timeline: TimelineFacet };

export const initialTimeline: TimelineFacet = {
  members: [],
  reactions: {},
  lastActivityAt: undefined,
  messageCount: 0,
};

const latest = (a: number | undefined, b: number): number => Math.max(a ?? b, b);

const active = (facet: TimelineFacet, entry: { by: string; at: number }): TimelineFacet =>
  entry.by.startsWith("person:") ? { ...facet, lastActivityAt: latest(facet.lastActivityAt, entry.at) } : facet;

const said = (facet: TimelineFacet, entry: { by: `person:${string}` | `app:${string}` | "sitrep"; at: number }) =>
  personId(entry.by) ? active({ ...facet, messageCount: facet.messageCount + 1 }, entry) : facet;

function reacted(
  facet: TimelineFacet,
  entry: { by: string; at: number; about: string | undefined; data: { emoji: string; mark: Mark; eventTs: string } },
  isOn: boolean,
): TimelineFacet {
  const { about, data } = entry;
  if (about === undefined) return facet;
  const name = `${data.emoji}/${entry.by}`;
  const ofMessage = facet.reactions[about] ?? {};
  const known = ofMessage[name];
  if (known && known.eventTs >= data.eventTs) return facet;
  const reaction: ReactionState = { mark: data.mark, eventTs: data.eventTs, isOn };
  return active({ ...facet, reactions: { ...facet.reactions, [about]: { ...ofMessage, [name]: reaction } } }, entry);
}

export const foldTimeline: FoldTable<TimelineFacet, typeof timelineEntries> = {
  message_said: said,
  message_added: active,
  note_added: active,
  reaction_added: (facet, entry) => reacted(facet, entry, true),
  reaction_removed: (facet, entry) => reacted(facet, entry, false),
  person_joined: (facet, { data }) => ({ ...facet, members: [...new Set([...facet.members, data.userId])] }),
  person_left: (facet, { data }) => ({ ...facet, members: facet.members.filter((id) => id !== data.userId) }),
};

/** The marks that stand on a message now, each once. */
export function marksOn(facet: TimelineFacet, messageKey: string): Mark[] {
  const standing = Object.values(facet.reactions[messageKey] ?? {}).filter((reaction) => reaction.isOn);
  return [...new Set(standing.map((reaction) => reaction.mark))];
}

/** The keys of all messages that carry a mark now. */
export function markedKeys(facet: TimelineFacet): string[] {
  return Object.keys(facet.reactions).filter((key) => marksOn(facet, key).length > 0);
}
