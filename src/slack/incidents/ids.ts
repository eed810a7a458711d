import { z } from "zod";
import { StageId } from "../../config/index.ts";
import { actionId } from "../kit/index.ts";

const incidentId = z.coerce.number().int().positive();
const ofIncident = (name: string) => actionId(name, { incidentId });

/** What can be pressed about an incident, wherever the button stands. */
export const ids = {
  acknowledge: ofIncident("acknowledge"),
  changeSeverity: ofIncident("change_severity"),
  stage: ofIncident("stage"),
  resolve: ofIncident("resolve"),
  reopen: ofIncident("reopen"),
  close: ofIncident("close"),
  editDetails: ofIncident("edit_details"),
  correctTimes: ofIncident("correct_times"),
  keepChannel: ofIncident("keep_channel"),
  assess: ofIncident("assess"),
  setSeverity: actionId("set_severity", { incidentId, severity: z.string() }),
  keepSeverity: ofIncident("keep_severity"),
  setCategory: actionId("set_category", { incidentId, category: z.string() }),
  /** The button's value says whether it is to be met. */
  tick: actionId("tick", { incidentId, criterion: z.string() }),
  moveOn: actionId("move_on", { incidentId, to: StageId }),
  moveTo: ofIncident("move_to"),
  /** Pressed on the control panel, answered by the rooms whose words they are. */
  postUpdate: ofIncident("post_update"),
  takeCommand: ofIncident("take_command"),
  roles: ofIncident("roles"),
  timeline: ofIncident("timeline"),
  notify: ofIncident("notify"),
} as const;

/** What changes the declare form while it is being filled. */
export const declareIds = { category: "declare_category", afterTheFact: "declare_after_the_fact" } as const;

/** The field for services, by which its choices are asked for as well. */
export const SERVICES = "services";

/** The forms of this room. */
export const callbacks = {
  declare: "declare_form",
  severity: "severity_form",
  assess: "assess_form",
  resolve: "resolve_form",
  edit: "edit_form",
  times: "times_form",
  reopen: "reopen_form",
  cancel: "cancel_form",
  moveOn: "move_on_form",
  close: "close_form",
} as const;

/** What every form about an incident carries. */
export const IncidentMetadata = z.object({ incidentId });
