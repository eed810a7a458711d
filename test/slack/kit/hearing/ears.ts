import { readFileSync } from "node:fs";
import { countedIds } from "../../../../src/lib/ids.ts";
import { settleWhen } from "../../../../src/lib/settle.ts";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../../src/sandbox/index.ts";
import {
  createHearing,
  createInteractiveClient,
  createSlackCaller,
  type Hearing,
  type HearingMode,
  type InteractiveClient,
  type SlackCaller,
} from "../../../../src/slack/kit/index.ts";
import { recordedLog } from "../wire.ts";

const manifest = readFileSync(new URL("../../../../manifest.yml", import.meta.url), "utf8");

export const START = Date.UTC(2026, 0, 5, 9, 0, 0);

export const SOURCE_PER_SECOND = 20;

/** A workspace and ears in it, on one clock; nothing is heard before `listen`. */
export interface Ears {
  sandbox: Sandbox;
  clock: VirtualClock;
  hearing: Hearing;
  caller: SlackCaller;
  interactive: InteractiveClient;
  logged: Record<string, unknown>[];
  /** Starts hearing, and in HTTP mode tells the workspace where. */
  listen(): Promise<void>;
  /** Moves both clocks on. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function createEars(kind: HearingMode["kind"], options: Partial<SandboxOptions> = {}): Promise<Ears> {
  const clock = new VirtualClock(START);
  const sandbox = await startSandbox({ manifest, clock, ...options });
  const { log, lines } = recordedLog();
  const { apiUrl, botToken } = sandbox;
  const transport = { token: botToken, apiUrl, clock, log };
  const caller = createSlackCaller(transport);
  const interactive = createInteractiveClient(transport);
  const mode: HearingMode =
    kind === "socket"
      ? { kind, appToken: sandbox.appToken }
      : {
          kind,
          signingSecret: sandbox.signingSecret,
          port: 0,
          host: "127.0.0.1",
          sourcePerSecond: () => SOURCE_PER_SECOND,
        };
  const hearing = createHearing({ mode, botToken, apiUrl, caller, interactive, clock, ids: countedIds("ref"), log });
  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => hearing.isIdle(),
  );
  return {
    sandbox,
    clock,
    hearing,
    caller,
    interactive,
    logged: lines,
    async listen() {
      await hearing.start();
      if (kind === "http") await sandbox.useHttp(`http://127.0.0.1:${hearing.port()}/slack/events`);
    },
    pass: (ms) => clock.advance(ms, settle),
    async close() {
      await hearing.stop();
      await sandbox.close();
    },
  };
}
