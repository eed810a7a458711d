import { z } from "zod";
import { UNDO_KINDS } from "../../core/related/index.ts";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();

export const ids = {
  undo: actionId("undo", { incidentId, seq: z.coerce.number().int().positive(), kind: z.enum(UNDO_KINDS) }),
  makeReal: actionId("make_real", { incidentId }),
  /** The message stands in the button's value. */
  declareFrom: actionId("declare_from", {}),
} as const;

export const callbacks = { merge: "merge_form", link: "link_form", split: "split_form" } as const;
