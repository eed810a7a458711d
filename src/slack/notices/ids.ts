import { z } from "zod";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();

/** "Notify", on the control panel: the text that is most likely due. */
export const notify = actionId("notify", { incidentId });

/** Opens the form with one template. */
export const writeNotice = actionId("write_notice", { incidentId, template: z.string() });

/** Another template was chosen in the form. */
export const chooseTemplate = actionId("choose_notice", { incidentId });

export const NOTICE_FORM = "notice_form";

/** The fields of the form, by block id; the decision names them in what it refuses. */
export const NOTICE_FIELDS = {
  template: "notice_template",
  audiences: "notice_audiences",
  people: "notice_people",
  headline: "notice_headline",
  text: "notice_text",
  overrule: "notice_overrule",
} as const;
