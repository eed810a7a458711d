import { hasGoneBack } from "../../timeline/index.ts";
import { isSection, SECTION_IDS, SECTIONS, type SectionId } from "../outline.ts";
import { plain } from "./prose.ts";
import { type Draft, type DraftInput, readDraft } from "./record.ts";
import { contributingFactors, rootCause } from "./sections/causes.ts";
import { detection } from "./sections/detection.ts";
import { roles, severityHistory } from "./sections/history.ts";
import { impact } from "./sections/impact.ts";
import { actionItems, lessons, lucky, prevention, wentPoorly, wentWell } from "./sections/lessons.ts";
import { links } from "./sections/links.ts";
import { metadata } from "./sections/metadata.ts";
import { response } from "./sections/response.ts";
import { summary } from "./sections/summary.ts";
import { appendix, timeline } from "./sections/timeline.ts";
import { longMoment, paragraphs } from "./words.ts";

export type { DraftInput } from "./record.ts";

const BODIES: Readonly<Record<SectionId, (draft: Draft) => string>> = {
  metadata,
  summary,
  impact,
  timeline,
  detection,
  root_cause: rootCause,
  contributing_factors: contributingFactors,
  response,
  roles,
  severity_history: severityHistory,
  went_well: wentWell,
  went_poorly: wentPoorly,
  lucky,
  action_items: actionItems,
  lessons,
  prevention,
  links,
  appendix,
};

/** Without what came from an incident whose merging was taken back. */
const standing = (input: DraftInput): DraftInput => ({
  ...input,
  entries: input.entries.filter((entry) => !hasGoneBack(entry, input.incident.timeline)),
});

/** The post-mortem as Markdown: what people wrote stands, the rest is drafted from the record, and nothing is invented. */
export function draftPostmortem(input: DraftInput): string {
  const draft = readDraft(standing(input));
  const sections = SECTION_IDS.map((id) => {
    const body = written(draft, id) ?? BODIES[id](draft);
    return body.trim() === "" ? "" : `## ${SECTIONS[id].title}\n\n${body}`;
  });
  return `${paragraphs([...opening(draft), ...sections])}\n`;
}

const LIVE = "*This page follows the record. Write with `/incident postmortem`; what is typed here is replaced.*";

/** One section as it reads now, for a form to begin with. */
export function draftSection(input: DraftInput, section: string): string {
  if (!isSection(section)) return "";
  const draft = readDraft(standing(input));
  return input.incident.postmortem.sections[section] ?? BODIES[section](draft);
}

/** A heading of a person stays below the section's own; canvases know three levels. */
function written({ incident }: Draft, id: SectionId): string | undefined {
  return incident.postmortem.sections[id]?.replace(/^#{1,6}(?=\s)/gm, "###");
}

/** How many questions a draft still asks. */
export const openQuestions = (markdown: string): number => markdown.match(/❓ \*\*/g)?.length ?? 0;

function opening({ incident, isLive }: Draft): string[] {
  const { facts, postmortem } = incident;
  const isPublished = postmortem.state === "published";
  const drafted = postmortem.draftedAt === undefined ? "" : ` on ${longMoment(postmortem.draftedAt)}`;
  const note =
    "Drafted by Sitrep from the record" +
    `${drafted}. Lines with ❓ are questions that the record cannot answer; answer them section by section with \`/incident postmortem\`.`;
  return [
    `# Post-mortem: #${incident.id} ${plain(facts.title)}`,
    facts.isDrill ? "**Drill.** This was an exercise, not a real incident." : "",
    facts.isPrivate ? "**Private.** Only for those who may know of this incident." : "",
    isLive ? LIVE : "",
    isPublished ? "" : `*${postmortem.state === "in_review" ? "In review. " : ""}${note}*`,
  ];
}
