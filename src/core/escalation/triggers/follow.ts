import { type Entry, type FollowTable, type NewEntry, personId, SITREP, type World } from "../../ledger/index.ts";
import { holderOf } from "../../roles/index.ts";
import { mentionedIn, type timelineEntries } from "../../timeline/index.ts";
import { isRaisable } from "../raise.ts";
import type { WithTriggers } from "./facet.ts";
import { SPOKEN_IDS } from "./of-words.ts";
import { wordsIn } from "./vocabulary.ts";

/** One sign of each trigger says enough until something stronger comes; a channel that talks of it is not counted. */
const MOST_SIGNS = 5;

interface Spoken {
  readonly key: string;
  /** What the words stand in, when the entry is about another. */
  readonly place: string;
  readonly at: number;
  readonly text: string;
  readonly isStated: boolean;
}

/** Takes note of words that the policy listens for; of the message itself nothing is kept twice. */
function signs(incident: WithTriggers, world: World, { key, place, at, text, isStated }: Spoken): NewEntry[] {
  if (!isRaisable(incident, world)) return [];
  const { policy } = world;
  const { triggers } = incident;
  return SPOKEN_IDS.flatMap((trigger): NewEntry[] => {
    const settings = policy.escalation.triggers[trigger];
    const known = triggers.signs[trigger] ?? [];
    const isIdle = !settings.enabled;
    if (isIdle || (known.length >= MOST_SIGNS && !isStated)) return [];
    const words = wordsIn(text, settings.words);
    if (words.length === 0) return [];
    const data = { trigger, words, isStated };
    return [{ kind: "sign_seen", by: SITREP, key: `sign/${trigger}/${key}`, about: place, at, data }];
  });
}

/** A mere mention asks nothing. What people ask is not kept, only that and when: a fold must not read words that may go. */
function questions(incident: WithTriggers, world: World, { key, at, by, data }: Asking): NewEntry[] {
  const owner = holderOf(incident, "commander");
  if (owner === undefined || personId(by) === owner || !isRaisable(incident, world)) return [];
  if (!world.policy.escalation.triggers.ownerSilent.enabled) return [];
  if (!data.text.includes("?") || !mentionedIn([data.text]).includes(owner)) return [];
  return [{ kind: "owner_asked", by: SITREP, key: `owner_asked/${key}`, about: key, at, data: { userId: owner } }];
}

type Asking = Pick<Entry, "key" | "at" | "by"> & { readonly data: { readonly text: string } };

const isFromPerson = ({ by, isRedacted }: Pick<Entry, "by" | "isRedacted">): boolean =>
  personId(by) !== undefined && !isRedacted;

export const followTriggers: FollowTable<WithTriggers, typeof timelineEntries> = {
  message_said: (entry, incident, world) =>
    isFromPerson(entry)
      ? [
          ...signs(incident, world, {
            key: entry.key,
            place: entry.key,
            at: entry.at,
            text: entry.data.text,
            isStated: false,
          }),
          ...questions(incident, world, entry),
        ]
      : [],
  message_edited: (entry, incident, world) =>
    isFromPerson(entry) && entry.about !== undefined
      ? signs(incident, world, {
          key: `${entry.about}/${entry.data.editedTs}`,
          place: entry.about,
          at: entry.at,
          text: entry.data.text,
          isStated: false,
        })
      : [],
  note_added: (entry, incident, world) =>
    isFromPerson(entry)
      ? signs(incident, world, {
          key: entry.key,
          place: entry.key,
          at: entry.at,
          text: entry.data.text,
          isStated: true,
        })
      : [],
};
