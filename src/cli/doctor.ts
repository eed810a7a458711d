import { examineFromOutside, reportText } from "../doctor/index.ts";
import { unreachable } from "../http/speaking/reach.ts";
import { systemClock } from "../lib/clock.ts";
import { createLog } from "../lib/log.ts";
import { createSlackCaller, questionsTo } from "../slack/kit/index.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "doctor [--json]";

/** `sitrep doctor`: what is wrong with the installation and how to mend it; exit code 1 when it cannot work. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = readArgs(args, { json: { type: "boolean", default: false } }, usage);
  const log = createLog("silent");
  const findings = await examineFromOutside({
    env: environment(),
    clock: systemClock,
    askWith: (token, apiUrl) => questionsTo(createSlackCaller({ token, apiUrl, clock: systemClock, log })),
    unreachable,
  });
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : reportText(findings));
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}
