import type { Mark } from "../../config/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { marksOn, mentionedIn, type TimelineLine, timelineLines, withNames } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { namesOf } from "../kit/index.ts";

/** What whoever is paged should know of the work so far, from the record alone. */
export interface Situation {
  /** What was done and what was ruled out, oldest first. */
  readonly tried: readonly string[];
  /** What people take for the cause. */
  readonly hypothesis: string | undefined;
}

const SHOWN = 4;
/** Of many marks and notes the last ones matter. */
const READ = 30;

const RULED_OUT = /\b(?:ruled? out|not the cause|excluded?|did(?: not|n't) help|no effect)\b/i;

/** Read off the marks, the notes and the last update. */
export async function situationOf(ctx: Context, incident: Incident): Promise<Situation> {
  const { last } = incident.updates;
  const lines = await told(ctx, incident);
  const marked = (mark: Mark) => lines.filter(({ marks }) => marks.includes(mark)).map(({ text }) => text);
  const ruledOut = lines.filter(({ kind, text }) => kind === "note_added" && RULED_OUT.test(text));
  const tried = [
    ...(last?.actionsTaken ? [last.actionsTaken] : []),
    ...marked("action_taken"),
    ...ruledOut.map(({ text }) => text),
  ];
  const hypothesis = marked("root_cause").at(-1) ?? marked("finding").at(-1);
  const shown = [...new Set(tried)].slice(-SHOWN);
  const names = await namesOf(ctx, mentionedIn([...shown, hypothesis ?? ""]));
  return {
    tried: shown.map((text) => withNames(text, names)),
    hypothesis: hypothesis && withNames(hypothesis, names),
  };
}

const MEANT: readonly Mark[] = ["action_taken", "root_cause", "finding"];

/** Marked messages and notes as they read now, oldest first. */
async function told(ctx: Context, incident: Incident): Promise<TimelineLine[]> {
  const { timeline } = incident;
  const keys = Object.keys(timeline.reactions).filter((key) =>
    marksOn(timeline, key).some((mark) => MEANT.includes(mark)),
  );
  const marked = await Promise.all(keys.slice(-READ).map((key) => ctx.store.entryByKey(incident.id, key)));
  const notes = await ctx.store.entriesOf(incident.id, { kinds: ["note_added"], newestFirst: true, limit: READ });
  const rows = [...marked.flatMap((row) => row ?? []), ...notes];
  const lines = timelineLines(rows.map(fromRow), product.tell, { facet: timeline });
  return lines.filter(({ isDeleted }) => !isDeleted).sort((a, b) => a.at - b.at);
}
