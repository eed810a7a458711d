import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, shippedPolicy } from "../../../src/config/index.ts";
import { type Entry, fromRow, Ledger, Outbox, person } from "../../../src/core/ledger/index.ts";
import { columnsOf, type Incident, product } from "../../../src/core/product.ts";
import { openStore } from "../../../src/db/store.ts";
import { Doctor } from "../../../src/doctor/index.ts";
import { countedIds } from "../../../src/lib/ids.ts";
import { createLog } from "../../../src/lib/log.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type SandboxOptions, settleWhen, startSandbox } from "../../../src/sandbox/index.ts";
import { createRouter } from "../../../src/slack/commands/index.ts";
import type { Context } from "../../../src/slack/kit/context.ts";
import { createGateway } from "../../../src/slack/kit/gateway.ts";
import {
  createGate,
  createHearing,
  createInteractiveClient,
  createSlackCaller,
  Directory,
  guardedDoors,
} from "../../../src/slack/kit/index.ts";
import { storedPeople } from "../../../src/slack/kit/speaking/stored-people.ts";
import { createCatchUp, timelineRoom } from "../../../src/slack/timeline/index.ts";
import { afterTest, temporaryFolder } from "../../support/temporary-store.ts";

const MANIFEST = readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8");
/** Thursday, 12 March 2026, 14:00 UTC. */
export const THURSDAY = Date.UTC(2026, 2, 12, 14, 0);
export const MINUTE = 60_000;

/** A workspace with a bot that does nothing but keep the record of the incidents that a test opens. */
export async function timelineWorld(options: Partial<SandboxOptions> = {}) {
  const clock = new VirtualClock(THURSDAY);
  const sandbox = await startSandbox({ manifest: MANIFEST, clock, ids: countedIds("sandbox"), ...options });
  afterTest(() => sandbox.close());
  const databasePath = join(temporaryFolder(), "sitrep.db");
  let bot: Awaited<ReturnType<typeof start>> | undefined;

  async function start() {
    const config: Config = {
      slack: {
        botToken: sandbox.botToken,
        apiUrl: sandbox.apiUrl,
        connection: { kind: "socket", appToken: sandbox.appToken, healthPort: undefined },
      },
      databasePath,
      backups: { dir: `${databasePath}-backups`, schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
      incidentsChannel: "incidents",
      paging: {},
      logLevel: "silent",
      policy: shippedPolicy(),
    };
    const log = createLog(process.env.TEST_LOG ?? "silent");
    const ids = countedIds("bot");
    const store = openStore(databasePath);
    const policy = () => config.policy;
    const ledger = new Ledger<Incident>({ store, product, columns: columnsOf, policy, clock });
    const transport = { token: sandbox.botToken, apiUrl: sandbox.apiUrl, clock, log };
    const slack = createSlackCaller(transport);
    const interactive = createInteractiveClient(transport);
    const directory = new Directory({
      caller: slack,
      clock,
      store: storedPeople(store, clock),
      teamId: () => undefined,
    });
    const { botUserId: userId, botId } = sandbox.workspace.app;
    const identity = { userId, botId, teamUrl: `${sandbox.url}/` };
    const ctx: Context = {
      config,
      policy,
      ledger,
      store,
      clock,
      ids,
      log,
      slack,
      interactive,
      directory,
      doctor: new Doctor({ examine: async () => [], mistakes: () => [], clock, log }),
      bot: () => identity,
    };
    const hearing = createHearing({
      mode: { kind: "socket", appToken: sandbox.appToken },
      ...{ botToken: sandbox.botToken, apiUrl: sandbox.apiUrl, caller: slack, interactive, clock, ids, log },
    });
    const room = timelineRoom(ctx);
    const gate = createGate(ctx);
    const doors = guardedDoors(ctx, gate, hearing);
    room.register?.(doors);
    const silent = async () => undefined;
    createRouter({ ctx, gate, verbs: room.verbs ?? [], openDeclareForm: silent, controlPanel: silent }).register(doors);
    const gateway = createGateway({ clock, log }, [room.deeds ?? {}]);
    const outbox = new Outbox({ store, ledger, clock, log, ...gateway });
    const catchUp = createCatchUp(ctx, hearing);
    hearing.onConnected(() => void catchUp.run());
    await hearing.start();
    await outbox.start();
    return {
      ctx,
      isIdle: () =>
        hearing.isIdle() &&
        ledger.isIdle() &&
        catchUp.isIdle(sandbox.heldCalls()) &&
        outbox.isIdle(sandbox.heldCalls()),
      async stop() {
        await hearing.stop();
        await catchUp.stop();
        await outbox.stop();
        await store.close();
      },
    };
  }

  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => bot === undefined || bot.isIdle(),
  );
  const ctx = (): Context => {
    if (!bot) throw new Error("the bot is asleep");
    return bot.ctx;
  };
  const startBot = async () => {
    bot = await start();
    await settle();
  };
  const stopBot = async () => {
    const stopping = bot;
    bot = undefined;
    await stopping?.stop();
  };
  afterTest(stopBot);
  await startBot();

  return {
    sandbox,
    clock,
    ctx,
    settle,
    startBot,
    stopBot,
    pass: (ms: number) => clock.advance(ms, settle),
    dana: sandbox.person("dana"),
    /** An incident with a channel that the bot made and these people are in. */
    async open(name: string, people: readonly string[], isPrivate = false): Promise<number> {
      const { workspace } = sandbox;
      const by = workspace.app.botUserId;
      const channel = workspace.channels.create(by, name, { private: isPrivate });
      const declarer = sandbox.person("dana").id;
      const { incident } = await ctx().ledger.open(() => [
        {
          kind: "declared",
          by: person(declarer),
          data: {
            title: `Trouble in ${name}`,
            severity: "sev2",
            isPrivate,
            isDrill: false,
            via: "form",
            services: [],
            isRetrospective: false,
          },
        },
        { kind: "channel_opened", by: "sitrep", data: { channelId: channel.id, name } },
      ]);
      await sandbox.act(() =>
        workspace.members.invite(
          by,
          channel.id,
          people.map((handle) => sandbox.person(handle).id),
        ),
      );
      await settle();
      return incident.id;
    },
    async entries(incidentId: number, ...kinds: string[]): Promise<Entry[]> {
      const page = kinds.length > 0 ? { kinds } : {};
      return (await ctx().store.entriesOf(incidentId, page)).map(fromRow);
    },
  };
}
