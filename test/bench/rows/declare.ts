import { startContestant } from "../contestant.ts";
import { type Finding, inMs, interleaved, ratioOf, spreadOf, timed, withSpread } from "../measured.ts";
import { command } from "../payloads.ts";
import type { Row } from "../row.ts";
import { StandIn } from "../stand-in.ts";

const CALL_MS = 100;
const LIMIT = 1.25;

/** From `/incident declare` until Slack has answered the announcement. */
export const declare: Row = {
  name: "declare",
  claim: "FAST-2",
  async run({ isQuick }): Promise<Finding[]> {
    const slack = await StandIn.start();
    const sitrep = await startContestant({ kind: "sitrep", door: "socket", slack });
    const path: string[] = [];
    const announced = () =>
      new Promise<void>((resolve) => {
        slack.onCall = ({ method }) => path.push(method);
        slack.onAnswered = ({ method, body }) => {
          if (method === "chat.postMessage" && body.get("channel") === "C0INCIDENTS") resolve();
        };
      });
    const declaring = async () => {
      path.length = 0;
      const isAnnounced = announced();
      const ms = await timed(async () => {
        await sitrep.command(command("CGENERAL", "declare sev2 Checkout errors"));
        await isAnnounced;
      });
      // The rest of the opening is none of this path; it has to be over before the next one begins.
      await new Promise((resolve) => setTimeout(resolve, 6 * CALL_MS));
      return [ms];
    };
    const call = (method: string) => fetch(`${slack.apiUrl}${method}`, { method: "POST", body: "channel=C0" });
    const calling = async () => [
      await timed(async () => {
        await (await call("conversations.create")).text();
        await (await call("chat.postMessage")).text();
      }),
    ];
    try {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      slack.delayMs = CALL_MS;
      await declaring();
      const measured = await interleaved(isQuick ? 5 : 15, { sitrep: declaring, bare: calling });
      const [ours, theirs] = [measured.sitrep.flat(), measured.bare.flat()];
      const ratio = ratioOf(ours, theirs);
      return [
        {
          row: declare.name,
          what: `declare → announced, ${CALL_MS} ms a call`,
          ours: withSpread(spreadOf(ours), inMs),
          against: "the two calls by themselves",
          theirs: withSpread(spreadOf(theirs), inMs),
          ratio,
          demand: { words: `≤ ${LIMIT}`, holds: ratio.median <= LIMIT },
        },
      ];
    } finally {
      await sitrep.stop();
      await slack.stop();
    }
  },
};
