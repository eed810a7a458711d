import { actionId } from "../kit/index.ts";

/** Opens the form that declares an incident, wherever the button stands. */
export const declareButton = actionId("declare", {});
