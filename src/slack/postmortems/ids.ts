import { z } from "zod";
import { PostmortemState } from "../../core/postmortems/index.ts";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();
const ofAction = { incidentId, id: z.string().min(1) };

/** What can be pressed about a post-mortem and its action items. */
export const ids = {
  /** A select of sections. */
  section: actionId("postmortem_section", { incidentId }),
  redraft: actionId("postmortem_redraft", { incidentId }),
  move: actionId("postmortem_move", { incidentId, state: PostmortemState }),
  file: actionId("postmortem_file", { incidentId }),
  addAction: actionId("action_add", { incidentId }),
  finishAction: actionId("action_done", ofAction),
  reopenAction: actionId("action_reopen", ofAction),
  editAction: actionId("action_edit", ofAction),
  dropAction: actionId("action_drop", ofAction),
} as const;

export const callbacks = { section: "postmortem_section_form", action: "action_form" } as const;

/** What the form of a section carries. */
export const SectionMetadata = z.object({ incidentId, section: z.string() });

/** What the form of an action item carries; without `id` it adds one. */
export const ActionMetadata = z.object({ incidentId, id: z.string().optional() });
