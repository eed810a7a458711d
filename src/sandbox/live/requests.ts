import { z } from "zod";
import { FAULT_SWITCHES } from "./wire.ts";

const text = z.string();
const channelId = z.string();
const ts = z.string();
const json = z.record(z.string(), z.unknown());
const Surface = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), channelId, ts }),
  z.object({ kind: z.literal("ephemeral"), channelId, ts }),
  z.object({ kind: z.literal("view"), viewId: text }),
]);
export type SurfaceRef = z.infer<typeof Surface>;

/** What is in the fields of a form but not sent yet: `values[block_id][action_id]`. */
const Entered = z.record(z.string(), z.record(z.string(), json));
export type Entered = z.infer<typeof Entered>;

const asked = <const Act extends string, Shape extends z.ZodRawShape>(act: Act, shape: Shape) =>
  z.object({ act: z.literal(act), id: z.number().int(), ...shape });

/** Everything that a page may ask for. */
export const Request = z.discriminatedUnion("act", [
  // Looking.
  asked("open", { channelId, most: z.number().int().min(1).max(500) }),
  asked("older", { channelId, before: ts, most: z.number().int().min(1).max(500) }),
  asked("thread", { channelId, ts: ts.nullable() }),
  asked("focus", { visible: z.boolean() }),
  asked("message", { channelId, ts }),
  asked("pins", { channelId }),
  asked("file", { fileId: text }),
  asked("canvas", { canvasId: text }),
  asked("inspect", { on: z.boolean() }),
  // Talking.
  asked("say", { channelId, text, threadTs: ts.optional() }),
  asked("edit", { channelId, ts, text }),
  asked("delete", { channelId, ts }),
  asked("dismiss", { channelId, ts }),
  asked("react", { channelId, ts, emoji: text, on: z.boolean() }),
  asked("pin", { channelId, ts, on: z.boolean() }),
  asked("upload", { channelId, name: text, base64: text, text, threadTs: ts.optional() }),
  // Keeping channels.
  asked("join", { channelId }),
  asked("leave", { channelId }),
  asked("invite", { channelId, userIds: z.array(text).min(1) }),
  asked("topic", { channelId, topic: text }),
  asked("create", { name: text, isPrivate: z.boolean() }),
  asked("archive", { channelId, on: z.boolean() }),
  asked("direct", { userId: text }),
  // Speaking with the app.
  asked("command", { channelId, text }),
  asked("shortcut", { callbackId: text }),
  asked("messageShortcut", { channelId, ts, callbackId: text }),
  asked("press", { surface: Surface, blockId: text, actionId: text, value: json, entered: Entered.optional() }),
  asked("suggest", { surface: Surface, blockId: text, actionId: text, query: text }),
  asked("submit", { viewId: text, entered: Entered }),
  asked("close", { viewId: text, all: z.boolean() }),
  asked("home", {}),
  // Breaking and directing.
  asked("fault", { name: z.enum(FAULT_SWITCHES), on: z.boolean() }),
  asked("sockets", { how: z.enum(["drop", "refresh"]) }),
  asked("outage", { ms: z.number().positive().max(600_000) }),
  asked("app", { on: z.boolean() }),
  asked("play", { scenario: text }),
  asked("pause", {}),
  asked("resume", {}),
  asked("stop", {}),
  asked("speed", { speed: z.number().min(1).max(600) }),
  asked("skip", { ms: z.number().positive().max(86_400_000) }),
]);
export type Request = z.infer<typeof Request>;

/** The arguments of one act, as the page writes them. */
export type Ask<Act extends Request["act"]> = Omit<Extract<Request, { act: Act }>, "id" | "act">;
