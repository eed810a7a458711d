import { impactMs } from "../durations.ts";
import { proseLines } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, isStartKnown, quotesOf } from "../record.ts";
import { bullets, lasting, paragraphs, sentence, timeNear } from "../words.ts";

/** Whom it hit, how badly and for how long. */
export function impact(draft: Draft): string {
  const { facts } = draft.incident;
  const stated = facts.impact ?? "";
  const quotes = quotesOf(draft, "impact");
  const questions = [
    ...(stated === "" ? [ask(draft, "communications_lead", "What did users notice, and how many were affected?")] : []),
    ...(stated !== "" && !/\d/.test(stated)
      ? [
          ask(
            draft,
            "communications_lead",
            "How many users or requests were affected? The stated impact has no number.",
          ),
        ]
      : []),
  ];
  return paragraphs([
    stated === "" ? "" : sentence(proseLines(stated, draft.names)),
    duration(draft),
    quotes.length > 0 ? `Marked as impact:\n\n${bullets(quotes)}` : "",
    bullets(questions),
  ]);
}

function duration(draft: Draft): string {
  const { times } = draft.incident.facts;
  const ms = impactMs(times);
  if (ms === undefined || ms === 0 || times.started === undefined || times.mitigated === undefined) return "";
  const [from, to] = [timeNear(times.started, draft.declaredAt), timeNear(times.mitigated, draft.declaredAt)];
  const end = times.mitigated === times.resolved ? "resolution" : "mitigation";
  return isStartKnown(draft)
    ? `From the start (${from}) to the ${end} (${to} UTC) it lasted ${lasting(ms)}.`
    : `From the declaration (${from}) to the ${end} (${to} UTC) it lasted ${lasting(ms)}; when it began is not on record.`;
}
