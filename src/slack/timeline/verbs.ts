import type { Incident } from "../../core/product.ts";
import {
  addNote,
  type ExportFormat,
  mentionedIn,
  parseNote,
  sendExport,
  withNames,
} from "../../core/timeline/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { date, mrkdwn, namesOf, onClockOf, type Reply, spokenText, visibleIncident } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import { readPage } from "./pages.ts";
import { search } from "./search.ts";
import { noteForm } from "./views/note-form.ts";
import { timelinePage } from "./views/timeline-page.ts";

/** The words of `/incident` that read and write the record. */
export const timelineVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "note",
    synonyms: ["log"],
    usage: "note [14:05 | 10m ago] what happened",
    help: "Write something down, also at an earlier time.",
    act: "contribute",
    needs: "incident",
    offers: "all",
    async run({ incident, words, userId, triggerId, requestKey }) {
      await visibleIncident(ctx, incident.id, userId);
      if (words === "") {
        await ctx.interactive.open(triggerId, noteForm({ id: incident.id, title: incident.facts.title }));
        return undefined;
      }
      const said = spokenText(words);
      const { at, text } = await onClockOf(ctx, userId, (timeZone) => parseNote(said, ctx.clock.now(), timeZone));
      await ctx.ledger.record(incident.id, addNote({ by: userId, at, text, requestKey }), { once: requestKey });
      return { text: mrkdwn`Noted for #${incident.id}: ${date(at, "dateTime")}.`.value };
    },
  },
  {
    name: "timeline",
    synonyms: ["events", "record"],
    usage: "timeline [all | export md|json|csv]",
    help: "What happened: key events, everything, or a file.",
    act: "look",
    needs: "incident",
    offers: "all",
    async run({ incident, words, userId, requestKey }) {
      const shown = await visibleIncident(ctx, incident.id, userId);
      const wish = timelineWish(words);
      if (wish.kind === "export") return orderExport(ctx, shown, { userId, requestKey, format: wish.format });
      return showPage(ctx, shown, wish.kind === "all", []);
    },
  },
  {
    name: "search",
    synonyms: ["find"],
    usage: "search words",
    help: "Find words in the record of all incidents.",
    act: "look",
    needs: "nothing",
    run: ({ words, userId }) => search(ctx, spokenText(words), userId),
  },
];

type TimelineWish =
  | { readonly kind: "key" }
  | { readonly kind: "all" }
  | { readonly kind: "export"; readonly format: ExportFormat };

const FORMATS: Readonly<Record<string, ExportFormat>> = {
  md: "md",
  markdown: "md",
  json: "json",
  csv: "csv",
};

/** What is wished for after `/incident timeline`; InvalidInputError that says the right forms. */
export function timelineWish(words: string): TimelineWish {
  const [first = "", second = "", ...rest] = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (rest.length === 0) {
    if (first === "" || (first === "key" && second === "")) return { kind: "key" };
    if (["all", "everything", "full"].includes(first) && second === "") return { kind: "all" };
    if (first === "export") {
      const format = Object.hasOwn(FORMATS, second || "md") ? FORMATS[second || "md"] : undefined;
      if (format) return { kind: "export", format };
    }
  }
  throw new InvalidInputError(
    "Write `/incident timeline` for key events, `/incident timeline all` for everything, or `/incident timeline export md` (or `json`, `csv`) for a file.",
  );
}

async function orderExport(
  ctx: Context,
  incident: Incident,
  { userId, requestKey, format }: { userId: string; requestKey: string; format: ExportFormat },
): Promise<Reply> {
  const data = { incidentId: incident.id, userId, format, askedAt: ctx.clock.now() };
  await ctx.ledger.note({ once: requestKey, effects: [sendExport(data, requestKey)] });
  return { text: "The timeline is on its way to you as a file, in a direct message." };
}

/** A page as a private reply; `trail` holds where the pages end, from the second newest on. */
export async function showPage(
  ctx: Context,
  incident: Incident,
  isAll: boolean,
  trail: readonly number[],
): Promise<Reply> {
  const { lines, olderEnd } = await readPage(ctx, incident, { isAll, end: trail.at(-1) });
  const names = await namesOf(ctx, mentionedIn(lines.map((line) => line.text)));
  const about = { id: incident.id, title: withNames(incident.facts.title, names) };
  return timelinePage({ incident: about, isAll, lines, names, trail, olderEnd });
}
