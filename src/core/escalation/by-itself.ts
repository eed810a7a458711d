import { CLIMB, COMMAND, END, RAISE } from "./timers.ts";
import { TRIGGER } from "./triggers/fire.ts";

/** The timers by which the bot calls people, or no longer does, with nobody having said so. */
export const CALLING_TIMERS: readonly string[] = [RAISE, COMMAND, CLIMB, END, TRIGGER];
