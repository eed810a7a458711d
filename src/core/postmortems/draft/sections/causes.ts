import { plain, prose, proseLines } from "../prose.ts";
import { ask } from "../questions.ts";
import { type Draft, quotesOf } from "../record.ts";
import { bullets, paragraphs, sentence } from "../words.ts";

/** The known cause with its evidence, and the whys that it leaves open. */
export function rootCause(draft: Draft): string {
  const stated = draft.incident.facts.resolution?.rootCause ?? "";
  const quotes = quotesOf(draft, "root_cause");
  return paragraphs([
    stated === "" ? "" : sentence(proseLines(stated, draft.names)),
    quotes.length > 0 ? `Marked as root cause:\n\n${bullets(quotes)}` : "",
    `### Five whys\n\n${fiveWhys(draft, firstAnswer(draft, stated))}`,
  ]);
}

function firstAnswer(draft: Draft, stated: string): string | undefined {
  if (stated !== "") return sentence(prose(stated, draft.names));
  const marked = draft.messages.findLast(({ marks }) => marks.includes("root_cause"));
  return marked && sentence(prose(marked.text, draft.names));
}

/** Each asks one step behind the answer before it: the cause, its cause, what let it in, what let it through, what kept it so. */
const WHYS = [
  "What led to that?",
  "What allowed it to reach production?",
  "Why did no check or alert stop it before users noticed?",
  "What in the way we work has left that gap open?",
];

function fiveWhys(draft: Draft, cause: string | undefined): string {
  const first = `Why did “${plain(draft.incident.facts.title)}” happen?`;
  const known = cause ? `${first} ${cause}` : ask(draft, "tech_lead", first);
  return [known, ...WHYS.map((why) => ask(draft, "tech_lead", why))]
    .map((line, index) => `${index + 1}. ${line}`)
    .join("\n");
}

/** What people found on the way. */
export function contributingFactors(draft: Draft): string {
  const findings = quotesOf(draft, "finding");
  return paragraphs([
    findings.length > 0 ? `Marked as findings:\n\n${bullets(findings)}` : "",
    bullets([ask(draft, "tech_lead", "Which conditions made this possible or worse, beside the cause itself?")]),
  ]);
}
