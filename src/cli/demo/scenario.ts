import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { ConfigError, InvalidInputError } from "../../lib/errors.ts";

const FOLDER = fileURLToPath(new URL("../../content/scenarios", import.meta.url));

/** What one person does at one moment; see the comments at the head of a shipped scenario. */
const acts = {
  /** Says this in the channel `in`, or under the message `thread`. */
  say: z.string(),
  /** Types this slash command in the channel `in`. */
  command: z.string(),
  /** Presses this button on the newest message that has it: in `in`, or in the direct messages with the bot. */
  click: z.string(),
  /** Fills the open form by its labels and sends it. */
  submit: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  /** Joins this channel. */
  join: z.string(),
  /** Invites these people into the channel `in`. */
  invite: z.array(z.string()).min(1),
  /** Puts this emoji on the message `to`. */
  react: z.string(),
  /** Takes it away again. */
  unreact: z.string(),
  /** Changes the message `to` into this. */
  edit: z.string(),
  /** Deletes this message. */
  delete: z.string(),
} as const;

const Step = z
  .strictObject({
    /** Minutes after the start, as "00:12" or "12 min". */
    at: z.string().transform(minutes),
    who: z.string(),
    in: z.string().default("incident"),
    to: z.string().optional(),
    thread: z.string().optional(),
    /** A name for the message, by which later steps call it. */
    as: z.string().optional(),
    ...Object.fromEntries(Object.entries(acts).map(([name, schema]) => [name, schema.optional()])),
  })
  .transform((step, context) => {
    const named = Object.entries(acts).flatMap(([name, schema]) => {
      const value: unknown = Reflect.get(step, name);
      return value === undefined ? [] : [{ name, value: schema.parse(value) }];
    });
    const [only] = named;
    if (named.length === 1 && only) {
      return { atMs: step.at, who: step.who, where: step.in, to: step.to, thread: step.thread, as: step.as, ...only };
    }
    context.addIssue(`a step does one thing: one of ${Object.keys(acts).join(", ")}`);
    return z.NEVER;
  });
export type Step = z.output<typeof Step>;

const Scenario = z.strictObject({
  title: z.string(),
  about: z.string(),
  /** When it begins, ISO 8601 with zone. */
  start: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  /** How long it lasts. */
  length: z.string().transform(minutes),
  steps: z.array(Step).min(1),
});
export type Scenario = z.output<typeof Scenario>;

function minutes(text: string, context: z.RefinementCtx): number {
  const clock = /^(\d{1,3}):(\d\d)$/.exec(text);
  if (clock) return (Number(clock[1]) * 60 + Number(clock[2])) * 60_000;
  const words = /^(\d+(?:\.\d+)?) min$/.exec(text);
  if (words) return Number(words[1]) * 60_000;
  context.addIssue(`"${text}" is not a time; write hours and minutes such as "01:05", or "65 min"`);
  return z.NEVER;
}

/** The scenarios that ship, by name. */
export async function scenarioNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files.filter((file) => file.endsWith(".yml")).map((file) => file.replace(/\.yml$/, ""));
}

/** Reads a shipped scenario by name, or any by the path of its file; says file, line and what is wrong. */
export async function loadScenario(nameOrPath: string): Promise<Scenario> {
  const path = nameOrPath.endsWith(".yml") ? nameOrPath : `${FOLDER}/${nameOrPath}.yml`;
  const text = await readFile(path, "utf8").catch(async () => {
    const known = (await scenarioNames()).join(", ");
    throw new InvalidInputError(`There is no scenario "${nameOrPath}". Shipped: ${known}; or name a .yml file.`);
  });
  return parseScenario(path, text);
}

function parseScenario(path: string, text: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new ConfigError(`${path}:${lines.linePos(broken.pos[0]).line} ${broken.message}`);
  const parsed = Scenario.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const node = document.getIn(issue.path, true);
    const start = isPlaced(node) ? lines.linePos(node.range[0]).line : 1;
    return `${path}:${start} ${issue.path.join(".")}: ${issue.message}`;
  });
  throw new ConfigError(problems.join("\n"));
}

function isPlaced(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
