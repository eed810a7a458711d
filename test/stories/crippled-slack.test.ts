import { describe, expect, it } from "vitest";
import type { FaultRule, Sandbox } from "../../src/sandbox/index.ts";
import { hearLog } from "../support/heard-log.ts";
import {
  differing,
  errorsShown,
  type Outcome,
  outcomeOf,
  quickPolicy,
  wholeIncident,
} from "../support/whole-incident.ts";
import { startWorld } from "../support/world.ts";

/** Without these there is no bot at all: who am I, how am I heard, how do I speak, how do people fill in forms. */
const ESSENTIAL = ["auth.test", "apps.connections.open", "chat.postMessage", "views.open"];

/** Tells the doctor the time even where it refuses. */
const TIME = "api.test";

type Part = keyof Outcome;

/** What an incident has by having a channel; without one it is run in the thread of its announcement. */
const OF_THE_CHANNEL: readonly Part[] = [
  ...(["announcement", "announcementThread", "card", "pin", "topic", "purpose", "bookmarks", "members"] as const),
  ...(["said", "whispers", "marks", "dmDana", "dmLee", "record", "document", "isArchived"] as const),
];

/** People go by their handles then, as commands and clicks tell them. */
const WITH_NAMES: readonly Part[] = ["announcementThread", "card", "said", "dmDana", "dmLee"];

/** Each optional method that a whole incident uses, and all that is not as usual without it. */
const LOST: Readonly<Record<string, readonly Part[]>> = {
  "bookmarks.add": ["bookmarks"],
  "canvases.access.set": [],
  "chat.postEphemeral": ["whispers", "dmSam"],
  "chat.update": ["announcement", "card", "said", "dmDana"],
  "conversations.archive": ["announcement", "isArchived"],
  "conversations.canvases.create": ["document"],
  "conversations.create": OF_THE_CHANNEL,
  "conversations.history": [],
  "conversations.invite": ["said"],
  "conversations.list": [],
  "conversations.open": [],
  "conversations.replies": [],
  "conversations.setPurpose": ["purpose"],
  "conversations.setTopic": ["topic"],
  "files.completeUploadExternal": ["dmDana"],
  "files.getUploadURLExternal": ["dmDana"],
  "files.info": ["card", "said", "whispers"],
  "pins.add": ["pin"],
  "reactions.add": ["marks"],
  "reactions.remove": [],
  "users.info": [...WITH_NAMES, "home"],
  "views.publish": ["home"],
};

const OPTIONAL = Object.keys(LOST);

const codes = ["unknown_method", "missing_scope"] as const;
type Code = (typeof codes)[number];

/** Every method with every code when asked for; else the codes take turns, which the bot does not tell apart. */
const isThorough = process.env.CRIPPLED === "all";
const cases = OPTIONAL.flatMap((method, index) =>
  codes.filter((_, turn) => isThorough || turn === index % codes.length).map((code) => ({ method, code })),
);

const refusing = (methods: readonly string[], code: Code): FaultRule =>
  code === "unknown_method" ? { kind: code, methods } : { kind: code, methods, needed: "some:scope" };

async function run(prepare: (sandbox: Sandbox) => void = () => undefined) {
  const heard = hearLog("warn");
  const world = await startWorld({ policy: quickPolicy(), log: heard.log, isBotAsleep: true });
  prepare(world.sandbox);
  await world.startBot();
  await wholeIncident(world);
  const calls = world.sandbox.calls.api();
  return { world, calls, heard, outcome: await outcomeOf(world) };
}

type Calm = { readonly outcome: Outcome; readonly counts: ReadonlyMap<string, number> };
let calmRun: Promise<Calm> | undefined;

/** The same incident on a Slack that can do everything. */
function calm(): Promise<Calm> {
  calmRun ??= run().then(({ outcome, calls }) => {
    const counts = new Map<string, number>();
    for (const { method } of calls) counts.set(method, (counts.get(method) ?? 0) + 1);
    return { outcome, counts };
  });
  return calmRun;
}

describe("a Slack that lacks something [OPS-9]", () => {
  it("is tried with every optional method that a whole incident uses", async () => {
    const { counts } = await calm();
    expect([...counts.keys()].filter((method) => ![...ESSENTIAL, TIME].includes(method)).sort()).toEqual(OPTIONAL);
  });

  it.each(cases)("runs an incident to its post-mortem without $method ($code)", async ({ method, code }) => {
    const usual = await calm();
    const { world, calls, heard, outcome } = await run(({ faults }) => faults.add(refusing([method], code)));
    expect(outcome.said).toContain("The post-mortem is drafted");
    expect(errorsShown(world)).toEqual([]);
    const tries = calls.filter((call) => call.method === method).length;
    expect(tries).toBeLessThanOrEqual((usual.counts.get(method) ?? 0) + 3);
    expect(heard.lines()).toContainEqual(expect.objectContaining({ method, code }));
    expect(heard.lines().filter(({ level }) => level === 50)).toEqual([]);
    expect(differing(usual.outcome, outcome)).toEqual(LOST[method]);
    expect(await world.verify()).toEqual([]);
  });

  it.each(codes)("runs an incident to its post-mortem without any of them (%s)", async (code) => {
    const { world, calls, outcome } = await run(({ faults }) => faults.add(refusing(OPTIONAL, code)));
    expect(outcome.announcement).toContain("it is run in the thread of this message");
    expect(outcome.said).toContain("rolling back");
    expect(outcome.said).toContain("dana resolved it: rolled back");
    expect(outcome.said).toContain("The post-mortem is drafted");
    expect(outcome.dmLee).toContain("rolling back");
    expect(outcome.dmDana).toContain("You are incident commander");
    expect(errorsShown(world)).toEqual([]);
    expect(calls.length).toBeLessThan(100);
    expect(await world.verify()).toEqual([]);
  });
});
