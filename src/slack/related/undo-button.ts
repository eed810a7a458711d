import type { Button } from "@slack/types";
import { UNDO, type Undoable } from "../../core/related/index.ts";
import { button } from "../kit/index.ts";
import { ids } from "./ids.ts";

/** Takes a mistake back, as long as it can be. */
export const undoButton = (incidentId: number, { seq, kind }: Pick<Undoable, "seq" | "kind">): Button =>
  button({ text: UNDO[kind].label, actionId: ids.undo.build({ incidentId, seq, kind }) });

/** What was practised has become serious. */
export const realButton = (incidentId: number): Button =>
  button({ text: "Not a drill", actionId: ids.makeReal.build({ incidentId }) });
