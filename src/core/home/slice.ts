import { defineSlice } from "../ledger/index.ts";
import { homesOf } from "./effects.ts";

/** What people see at home: nothing of its own, everything of the slices below. */
export const home = defineSlice({
  name: "home",
  entries: {},
  initial: undefined,
  fold: {},
  tell: {},
  onChange: homesOf,
});
