import { MARK_LABELS } from "../../../timeline/index.ts";
import { linked } from "../prose.ts";
import { type Draft, nameOf } from "../record.ts";
import { bullets, timeNear } from "../words.ts";

/** Where to read on: channel, announcement, the message it began with, and everything that was marked. */
export function links(draft: Draft): string {
  const { incident, announcement, permalink, declaredAt } = draft;
  const { channel, source } = incident.facts;
  const places: [string, string | undefined][] = [
    [`Channel #${channel?.name ?? ""}`, channel && permalink(channel.id)],
    ["Announcement", announcement && permalink(announcement.channelId, announcement.ts)],
    ["The message it was declared from", source && (source.permalink ?? permalink(source.channelId, source.ts))],
  ];
  const marked = draft.messages
    .filter(({ marks, link }) => marks.length > 0 && link !== undefined)
    .map((said): [string, string | undefined] => [
      `${timeNear(said.at, declaredAt)} ${nameOf(draft, said.by)}, ${said.marks.map((mark) => MARK_LABELS[mark]).join(", ")}`,
      said.link,
    ]);
  return bullets([...places, ...marked].flatMap(([label, url]) => (url ? [linked(url, label)] : [])));
}
