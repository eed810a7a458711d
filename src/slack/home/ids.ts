import { actionId } from "../kit/index.ts";

/** Opens the form that declares an incident, wherever the button stands. */
export const declareButton = actionId("declare", {});

/** Has the doctor look at how the bot itself is doing. */
export const checkNow = actionId("check_now", {});
