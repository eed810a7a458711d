import { z } from "zod";
import type { Config, Policy } from "../../config/index.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import { createSlackCaller, refusalCode, SlackCallError, type SlackCaller } from "../../slack/kit/index.ts";
import { judgeChannel, judgeRooms, lookUp, type NamedChannel } from "./channels.ts";
import { bad, type Finding, good, poor } from "./finding.ts";
import { judgeScopes, wantedScopes } from "./scopes.ts";

interface SlackParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** Channels of open incidents, by number. */
  readonly rooms: ReadonlyMap<number, string>;
}

const Identity = z.object({
  team: z.string(),
  user: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
});
const Person = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });
const Groups = z.object({ usergroups: z.array(z.object({ id: z.string() })) });

/** Slack answers a fresh channel list once in a while; a doctor need not read hundreds of incidents. */
const MOST_ROOMS = 20;

/** Asks Slack about token, scopes, connection and channels; posts nothing and takes nothing from the running bot. */
export async function examineSlack(parts: SlackParts): Promise<Finding[]> {
  const { slack: settings } = parts.config;
  const slack = createSlackCaller({ ...parts, token: settings.botToken, apiUrl: settings.apiUrl });
  const token = await examineToken(slack, settings.apiUrl);
  const findings = [token.finding, ...(await examineConnection(parts))];
  if (!token.granted) return findings;
  const { granted } = token;
  return [
    ...findings,
    ...judgeScopes(wantedScopes(), granted),
    ...(await guarded("Channels", () => examineChannels(slack, parts, granted))),
    ...(await guarded("Policy", () => examinePeople(slack, parts.config))),
  ];
}

async function examineToken(slack: SlackCaller, apiUrl: string): Promise<{ finding: Finding; granted?: string[] }> {
  try {
    const { team, user, response_metadata: meta } = Identity.parse(await slack.call("auth.test", {}));
    return { finding: good("Token", `${user} in ${team}`), granted: meta?.scopes ?? [] };
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    return { finding: judgeToken(error, apiUrl) };
  }
}

const REINSTALL = "Copy the Bot User OAuth Token anew: api.slack.com/apps → your app → OAuth & Permissions.";

/** What a failed `auth.test` means. Pure. */
export function judgeToken(error: SlackCallError, apiUrl: string): Finding {
  const code = refusalCode(error);
  if (code !== undefined) return bad("Token", `Slack refuses SLACK_BOT_TOKEN: ${code}`, REINSTALL);
  if (error.failure.kind === "rate_limited") {
    return poor("Token", "Slack wants to be asked again later", "Wait a minute, then ask the doctor again.");
  }
  const mend = "Check the network, a proxy or firewall, and SLACK_API_URL.";
  return bad("Token", `${apiUrl} does not answer (${error.message})`, mend);
}

/** Opens no socket: Slack would hand it what is meant for the running bot. */
async function examineConnection({ config, clock, log }: SlackParts): Promise<Finding[]> {
  const { connection, apiUrl } = config.slack;
  if (connection.kind === "http") {
    return [
      good("Connection", `HTTP on port ${connection.port}; a wrong SLACK_SIGNING_SECRET shows only as 401 in the log`),
    ];
  }
  const slack = createSlackCaller({ token: connection.appToken, apiUrl, clock, log });
  try {
    await slack.call("apps.connections.open", {});
    return [good("Connection", "Socket Mode opens")];
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    return [judgeSocket(error)];
  }
}

/** What a refused `apps.connections.open` means. Pure. */
export function judgeSocket(error: SlackCallError): Finding {
  const code = refusalCode(error);
  if (code === undefined) {
    return poor("Connection", `Socket Mode could not be tried: ${error.message}`, "Ask the doctor again in a minute.");
  }
  const mend =
    code === "missing_scope" || code === "not_allowed_token_type"
      ? "Make an app-level token with connections:write: api.slack.com/apps → your app → Basic Information."
      : "Switch Socket Mode on (api.slack.com/apps → your app → Socket Mode) and copy the app-level token anew.";
  return bad("Connection", `Slack refuses SLACK_APP_TOKEN: ${code}`, mend);
}

async function examineChannels(slack: SlackCaller, parts: SlackParts, granted: readonly string[]): Promise<Finding[]> {
  const { incidentsChannel, policy } = parts.config;
  const named: Omit<NamedChannel, "seen">[] = [
    { ref: incidentsChannel, from: "INCIDENTS_CHANNEL", isVital: true },
    ...policy.audiences.flatMap(({ id, channels }) =>
      channels.map((ref) => ({ ref, from: `audience ${id} in the policy`, isVital: false })),
    ),
    ...grantsOf(policy).flatMap(({ from, channels }) =>
      channels.map((ref) => ({ ref, from: `${from} in the policy`, isVital: false })),
    ),
  ];
  const rooms = [...parts.rooms].slice(0, MOST_ROOMS);
  const seen = await lookUp(slack, [...named.map(({ ref }) => ref), ...rooms.map(([, id]) => id)]);
  return [
    ...named.map((each) => judgeChannel({ ...each, seen: seen.get(each.ref) }, granted)),
    ...judgeRooms(rooms.map(([number, id]) => ({ number, seen: seen.get(id) }))),
  ];
}

async function examinePeople(slack: SlackCaller, { policy }: Config): Promise<Finding[]> {
  const grants = grantsOf(policy);
  const findings: Finding[] = [];
  for (const { from, people } of grants) {
    for (const user of people) {
      if (await isActive(slack, user)) continue;
      findings.push(
        poor("Policy", `${user} of ${from} is no active member`, `Take them out of ${from} in the policy.`),
      );
    }
  }
  if (grants.every(({ userGroups }) => userGroups.length === 0)) return findings;
  const { usergroups } = Groups.parse(await slack.call("usergroups.list", {}));
  const known = new Set(usergroups.map(({ id }) => id));
  const unknown = grants.flatMap(({ from, userGroups }) =>
    userGroups
      .filter((id) => !known.has(id))
      .map((id) => poor("Policy", `user group ${id} of ${from} does not exist`, `Correct ${from} in the policy.`)),
  );
  return [...findings, ...unknown];
}

const isActive = (slack: SlackCaller, user: string): Promise<boolean> =>
  slack.call("users.info", { user }).then(
    (answer) => !Person.parse(answer).user.deleted,
    () => false,
  );

/** Everywhere that the policy names people, user groups or channels for what they may know or do. */
function grantsOf({ privacy, entitlements }: Policy) {
  const families = Object.entries(entitlements).map(([family, grant]) => ({
    from: `entitlements.${family}`,
    ...grant,
  }));
  return [{ from: "privacy.entitled", ...privacy.entitled }, ...families];
}

/** One question that Slack does not answer must not hide the answers to the others. */
async function guarded(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    return [poor(check, `Slack could not be asked: ${error.message}`, "Mend what else is found, then ask again.")];
  }
}
