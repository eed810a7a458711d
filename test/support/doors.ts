import type { Context } from "../../src/slack/kit/context.ts";
import type { Registrations } from "../../src/slack/kit/index.ts";
import { furnish } from "../../src/slack/rooms.ts";

type Handle = (input: never) => Promise<unknown>;
type Try = (input: object) => Promise<unknown>;

/** Something that a person can set off: by which name Slack calls it, and what it does. */
export interface Door {
  readonly kind: "click" | "submit" | "shortcut" | "message shortcut";
  readonly name: string;
  readonly handle: Try;
}

export interface Doors {
  readonly doors: readonly Door[];
  readonly verbs: readonly string[];
  readonly command: Try;
}

/** Everything that the whole product listens to, so that a test can try each and forget none. */
export function allDoors(ctx: Context): Doors {
  const doors: Door[] = [];
  const commands: Try[] = [];
  const add = (kind: Door["kind"]) => (name: string | RegExp, handle: Handle) =>
    void doors.push({ kind, name: typeof name === "string" ? name : nameIn(name), handle: forged(handle) });
  const hearing: Registrations = {
    onEvent: () => undefined,
    onCommand: (handle) => void commands.push(forged(handle)),
    onClick: add("click"),
    onSubmit: add("submit"),
    onShortcut: add("shortcut"),
    onMessageShortcut: add("message shortcut"),
    onSuggest: add("click"),
  };
  const rooms = furnish(ctx, hearing);
  const [command] = commands;
  if (!command) throw new Error("nothing listens to /incident");
  return { doors, verbs: [...rooms.flatMap((room) => room.verbs ?? []).map(({ name }) => name), "help"], command };
}

/** The name of an action id, out of the pattern for all ids of its kind: `^claim_role:`. */
const nameIn = (pattern: RegExp): string => pattern.source.replace(/^\^/, "").replace(/[:$]$/, "");

/** A forger is bound by no type; what the handler makes of the input is what is tried. */
const forged =
  (handle: Handle): Try =>
  (input) =>
    handle(input as never);
