import { mention, type Telling, type TellTable } from "../ledger/index.ts";
import { actorName } from "../timeline/index.ts";
import type { Held, oncallEntries } from "./entries.ts";

const quiet = (text: string): Telling => ({ text, isKey: false });

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
const stretch = ({ rotation, from, to }: Pick<Held, "rotation" | "from" | "to">): string =>
  `${rotation}, ${utc(from)} to ${utc(to)}`;
const because = (why: string | undefined, isRedacted: boolean): string =>
  isRedacted ? " (reason removed)" : why ? `: ${why}` : "";

/** How changes of the rotations read on the house's record. */
export const tellOncall: TellTable<typeof oncallEntries> = {
  override_set: ({ by, data, isRedacted }) =>
    quiet(`${actorName(by)} put ${mention(data.userId)} on call (${stretch(data)})${because(data.why, isRedacted)}`),
  override_removed: ({ by, data }) =>
    quiet(`${actorName(by)} took back that ${mention(data.userId)} is on call (${stretch(data)})`),
  cover_asked: ({ data, isRedacted }) =>
    quiet(`${mention(data.userId)} asked for cover (${stretch(data)})${because(data.why, isRedacted)}`),
  cover_taken: ({ data }) => quiet(`${mention(data.userId)} took the cover`),
  cover_declined_by: ({ data }) => quiet(`${mention(data.userId)} cannot cover`),
  cover_withdrawn: ({ by }) => quiet(`${actorName(by)} needs no cover any more`),
  cover_expired: () => quiet("Nobody took the cover before its time began"),
  swap_offered: ({ data }) =>
    quiet(
      `${mention(data.userId)} offered ${mention(data.other)} a swap: ${stretch(data.gives)} against ${stretch(data.takes)}`,
    ),
  swap_accepted: ({ by }) => quiet(`${actorName(by)} accepted the swap`),
  swap_declined: ({ by }) => quiet(`${actorName(by)} declined the swap`),
  swap_withdrawn: ({ by }) => quiet(`${actorName(by)} took the offered swap back`),
  swap_expired: () => quiet("The offered swap was not answered before its time began"),
  shift_changed: ({ data: { rotation, primary } }) =>
    quiet(
      primary === undefined ? `Nobody is on call for ${rotation}` : `${mention(primary)} is on call for ${rotation}`,
    ),
  rota_watched: ({ data }) => quiet(`From now on the shifts of ${data.rotation} are handed over`),
  handoff_drafted: ({ data }) =>
    quiet(`Handoff of ${data.rotation} from ${mention(data.leaver)} to ${mention(data.arriver)} was drafted`),
  handoff_shown: () => undefined,
  handoff_unseen: () => quiet("The leaver cannot be reached; the handoff goes as it is"),
  handoff_edited: ({ by }) => quiet(`${actorName(by)} edited the handoff`),
  handoff_sent: ({ by }) => quiet(`${actorName(by)} sent the handoff`),
  handoff_delivered: () => undefined,
  handoff_neglected: ({ data }) =>
    quiet(data.why ? `The handoff could not be brought to them (${data.why})` : "The handoff was not acknowledged"),
  handoff_acknowledged: ({ data }) => quiet(`${mention(data.userId)} acknowledged the handoff`),
  handoff_dropped: () => quiet("The shift changed hands otherwise, so the handoff was dropped"),
  load_watched: () => quiet("From now on the pages of each week are looked back on"),
  load_due: () => undefined,
  load_weighed: ({ data: { above, told } }) => {
    if (above.length === 0) return quiet("Nobody was paged too often last week");
    const people = above.map(
      ({ userId, pages, nightPages }) => `${mention(userId)} ${pages} times, ${nightPages} at night`,
    );
    const readers = told.length > 0 ? `; told ${told.map(({ userId }) => mention(userId)).join(", ")}` : "";
    return quiet(`Paged too often last week: ${people.join("; ")}${readers}`);
  },
  shift_words_forgotten: ({ data }) => quiet(`What ${mention(data.userId)} wrote around shifts was removed on request`),
};
