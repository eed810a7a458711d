import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import type { NewPostmortemEntry, PostmortemState } from "./entries.ts";
import type { WithPostmortem } from "./facet.ts";
import { isSection, SECTIONS } from "./outline.ts";

type PostmortemDecision = Decision<WithPostmortem, NewPostmortemEntry>;

/** Where a post-mortem may go from where it is; the buttons and the decision ask the same table. */
export const MOVES: Readonly<Record<PostmortemState, readonly PostmortemState[]>> = {
  draft: ["in_review", "published"],
  in_review: ["draft", "published"],
  published: ["in_review"],
};

export const STATE_LABELS: Readonly<Record<PostmortemState, string>> = {
  draft: "Draft",
  in_review: "In review",
  published: "Published",
};

/** Why there can be no draft yet, as a sentence, or undefined when there can. */
export function whyNoDraft({ id, facts }: WithPostmortem): string | undefined {
  if (facts.mergedInto !== undefined) {
    return `#${id} was merged into #${facts.mergedInto}; the post-mortem of that one tells of both.`;
  }
  if (facts.isCancelled) return `#${id} was cancelled, so there is nothing to write a post-mortem about.`;
  if (facts.isOpen) return `#${id} is still open. Its post-mortem is drafted the moment it is resolved.`;
  return undefined;
}

/** Drafts from the record, anew or for the first time; what people wrote stays. */
export const redraft =
  (input: { readonly userId: string }): PostmortemDecision =>
  (incident) => {
    const reason = whyNoDraft(incident);
    if (reason !== undefined) throw new ConflictError(reason);
    refuseWhenPublished(incident);
    return [{ kind: "postmortem_drafted", by: person(input.userId), data: {} }];
  };

export interface WriteSectionInput {
  readonly userId: string;
  readonly section: string;
  /** Empty gives the section back to the draft. */
  readonly text: string;
  /** How the section read when the person began; unchanged words stay the draft's. */
  readonly shown: string;
}

/** A person's own words for a section. */
export const writeSection =
  ({ userId, section, text, shown }: WriteSectionInput): PostmortemDecision =>
  (incident, { policy }) => {
    stateOf(incident);
    refuseWhenPublished(incident);
    if (!isSection(section) || !SECTIONS[section].isWritable) {
      throw new InvalidInputError("That part is read from the record. Correct the incident, and the part follows.");
    }
    const before = incident.postmortem.sections[section];
    const written = withoutSecrets(text, policy);
    if (written === shown.trim() || written === (before ?? "")) return [];
    return [{ kind: "section_written", by: person(userId), data: { section, before, text: written } }];
  };

/** Draft, review and publication, as far as MOVES allows. */
export const movePostmortem =
  ({ userId, state }: { readonly userId: string; readonly state: PostmortemState }): PostmortemDecision =>
  (incident) => {
    const before = stateOf(incident);
    if (before === state) throw new ConflictError(`It is ${STATE_LABELS[state].toLowerCase()} already.`);
    if (!MOVES[before].includes(state)) {
      throw new ConflictError(
        `A ${STATE_LABELS[before].toLowerCase()} post-mortem cannot become a draft. Move it back to review.`,
      );
    }
    return [{ kind: "postmortem_moved", by: person(userId), data: { before, state } }];
  };

function stateOf(incident: WithPostmortem): PostmortemState {
  const { state } = incident.postmortem;
  if (state !== undefined) return state;
  throw new ConflictError(
    whyNoDraft(incident) ?? `#${incident.id} has no post-mortem yet. \`/incident postmortem\` drafts one.`,
  );
}

function refuseWhenPublished({ postmortem }: WithPostmortem): void {
  if (postmortem.state !== "published") return;
  throw new ConflictError("This post-mortem is published. Move it back to review to change it.");
}
