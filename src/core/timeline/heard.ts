import type { Policy } from "../../config/policy.ts";
import type { Actor } from "../ledger/index.ts";
import type { NewTimelineEntry, SharedFile } from "./entries.ts";
import type { WithTimeline } from "./facet.ts";
import { messageKey, tsToMs } from "./keys.ts";
import { maskSecrets } from "./secrets.ts";

/** A message as it stands in the channel, without the channel's own markup. */
export interface HeardMessage {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs?: string | undefined;
  readonly by: Actor;
  readonly text: string;
  readonly permalink?: string | undefined;
  readonly files: readonly SharedFile[];
  /** When it was last edited; undefined for words that stand as they were said. */
  readonly editedTs?: string | undefined;
}

/** Somebody whom the record does not name: Slack does not say who deleted a message. */
export const UNNAMED: Actor = "app:Slack";

export const deletedKey = (channelId: string, ts: string): string => `deleted/${channelId}/${ts}`;

const isDeleted = (incident: WithTimeline, key: string): boolean => incident.timeline.deleted.includes(key);

/** News that comes after a deletion is recorded without its words, so the record is the same in whatever order it comes. */
const dropped = (incident: WithTimeline, policy: Policy, key: string): { redacts?: string } =>
  policy.messages.deletedText === "drop" && isDeleted(incident, key) ? { redacts: key } : {};

/** Words as they may be stored, with what was masked in them. */
export function storable(text: string, policy: Policy): { text: string; kinds: readonly string[] } {
  return policy.messages.maskSecrets ? maskSecrets(text) : { text, kinds: [] };
}

/** What was typed into a form or a command, as it may be stored. */
export const withoutSecrets = (text: string, policy: Policy): string => storable(text.trim(), policy).text;

/** What tells the author of masked words; nothing when nothing was masked. */
export function maskedEntry(
  of: { readonly key: string; readonly by: Actor; readonly at: number; readonly kinds: readonly string[] },
  place?: { channelId: string; ts: string; threadTs?: string | undefined },
): NewTimelineEntry[] {
  if (of.kinds.length === 0) return [];
  const data = { kinds: [...of.kinds], ...(place && { place }) };
  return [{ kind: "secrets_masked", by: of.by, at: of.at, key: `masked/${of.key}`, about: of.key, data }];
}

const placeOf = ({ channelId, ts, threadTs }: HeardMessage) => ({ channelId, ts, ...(threadTs && { threadTs }) });

/** The entries of a message that was said. */
export function saidEntries(incident: WithTimeline, policy: Policy, message: HeardMessage): NewTimelineEntry[] {
  const key = messageKey(message.channelId, message.ts);
  const at = tsToMs(message.ts);
  const { text, kinds } = storable(message.text, policy);
  return [
    {
      kind: "message_said",
      by: message.by,
      at,
      key,
      data: {
        ...placeOf(message),
        text,
        ...(message.permalink && { permalink: message.permalink }),
        files: [...message.files],
      },
      ...dropped(incident, policy, key),
    },
    ...maskedEntry({ key, by: message.by, at, kinds }, placeOf(message)),
  ];
}

/** The entries of new words for a message; `before` is unknown when nobody saw the old ones. */
export function editedEntries(
  incident: WithTimeline,
  policy: Policy,
  message: HeardMessage & { readonly editedTs: string },
  before: string | undefined,
): NewTimelineEntry[] {
  const about = messageKey(message.channelId, message.ts);
  const key = `edited/${message.channelId}/${message.ts}/${message.editedTs}`;
  const at = tsToMs(message.editedTs);
  const old = before === undefined ? undefined : storable(before, policy);
  const { text, kinds } = storable(message.text, policy);
  const isNewSecret = kinds.some((kind) => !old?.kinds.includes(kind));
  return [
    {
      kind: "message_edited",
      by: message.by,
      at,
      key,
      about,
      data: { editedTs: message.editedTs, ...(old && { before: old.text }), text },
      ...dropped(incident, policy, about),
    },
    ...maskedEntry({ key, by: message.by, at, kinds: isNewSecret ? kinds : [] }, placeOf(message)),
  ];
}

/** The entry of a deletion, which drops the words where the policy says so. */
export function deletedEntry(policy: Policy, place: { channelId: string; ts: string; at: number }): NewTimelineEntry {
  const about = messageKey(place.channelId, place.ts);
  return {
    kind: "message_deleted",
    by: UNNAMED,
    at: place.at,
    key: deletedKey(place.channelId, place.ts),
    about,
    data: { ts: place.ts },
    ...(policy.messages.deletedText === "drop" && { redacts: about }),
  };
}
