import { z } from "zod";
import type { Config, Policy } from "../config/index.ts";
import { type AskSlack, UnansweredError, type Unheard } from "./asking.ts";
import { judgeChannel, judgeRooms, lookUp, type NamedChannel, type Room } from "./channels.ts";
import { bad, type Finding, good, poor, type Vantage } from "./finding.ts";
import { examinePeople, namingsIn } from "./people.ts";
import { judgeScopes, wantedScopes } from "./scopes.ts";

export interface SlackParts {
  readonly ask: AskSlack;
  readonly apiUrl: string;
  readonly incidentsChannel: string;
  readonly policy: Policy;
  readonly vantage: Vantage;
  /** How Slack reaches the bot. */
  readonly connection: () => Promise<Finding>;
  /** The channels of open incidents. */
  readonly rooms: readonly Room[];
}

const Identity = z.object({
  team: z.string(),
  user: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
});

/** Slack answers a fresh channel list once in a while; a doctor need not read hundreds of incidents. */
const MOST_ROOMS = 20;

/** Asks Slack about token, scopes, connection, channels and people; posts nothing and takes nothing from the running bot. */
export async function examineSlack(parts: SlackParts): Promise<Finding[]> {
  const token = await examineToken(parts);
  const findings = [token.finding, await parts.connection()];
  if (!token.granted) return findings;
  const { granted } = token;
  return [
    ...findings,
    ...judgeScopes(wantedScopes(), granted),
    ...(await guarded("Channels", () => examineChannels(parts, granted))),
    ...(await guarded("Policy", () => examinePeople(parts.ask, parts.policy, parts.vantage))),
  ];
}

async function examineToken({ ask, apiUrl }: SlackParts): Promise<{ finding: Finding; granted?: string[] }> {
  const heard = await ask("auth.test");
  if (heard.kind !== "answered") return { finding: judgeToken(heard, apiUrl) };
  const { team, user, response_metadata: meta } = Identity.parse(heard.answer);
  return { finding: good("Token", `${user} in ${team}`), granted: meta?.scopes ?? [] };
}

const REINSTALL = "Copy the Bot User OAuth Token anew: api.slack.com/apps → your app → OAuth & Permissions.";

/** What a failed `auth.test` means. Pure. */
export function judgeToken(heard: Unheard, apiUrl: string): Finding {
  switch (heard.kind) {
    case "refused":
      return bad("Token", `Slack refuses SLACK_BOT_TOKEN: ${heard.code}`, REINSTALL);
    case "later":
      return poor("Token", "Slack wants to be asked again later", "Wait a minute, then ask the doctor again.");
    case "silent": {
      const mend = "Check the network, a proxy or firewall, and SLACK_API_URL.";
      return bad("Token", `${apiUrl} does not answer (${heard.words})`, mend);
    }
  }
}

/** Opens no socket: Slack would hand it what is meant for the running bot. */
export async function tryConnection(
  connection: Config["slack"]["connection"],
  askWith: (token: string) => AskSlack,
): Promise<Finding> {
  if (connection.kind === "http") return byHttp(connection.port);
  const heard = await askWith(connection.appToken)("apps.connections.open");
  return heard.kind === "answered" ? good("Connection", "Socket Mode opens") : judgeSocket(heard);
}

/** Over HTTP Slack is only heard when it has something to say. Pure. */
export const byHttp = (port: number): Finding =>
  good("Connection", `HTTP on port ${port}; a wrong SLACK_SIGNING_SECRET shows only as 401 in the log`);

/** What a refused `apps.connections.open` means. Pure. */
export function judgeSocket(heard: Unheard): Finding {
  if (heard.kind !== "refused") {
    return poor("Connection", `Socket Mode could not be tried: ${heard.words}`, "Ask the doctor again in a minute.");
  }
  const { code } = heard;
  const mend =
    code === "missing_scope" || code === "not_allowed_token_type"
      ? "Make an app-level token with connections:write: api.slack.com/apps → your app → Basic Information."
      : "Switch Socket Mode on (api.slack.com/apps → your app → Socket Mode) and copy the app-level token anew.";
  return bad("Connection", `Slack refuses SLACK_APP_TOKEN: ${code}`, mend);
}

async function examineChannels(parts: SlackParts, granted: readonly string[]): Promise<Finding[]> {
  const { ask, incidentsChannel, policy, vantage } = parts;
  const named: Omit<NamedChannel, "seen">[] = [
    { ref: incidentsChannel, from: "INCIDENTS_CHANNEL", isVital: true },
    ...policy.audiences.flatMap(({ id, channels }) =>
      channels.map((ref) => ({ ref, from: `audience ${id} in the policy`, isVital: false })),
    ),
    ...namingsIn(policy).flatMap(({ from, channels }) =>
      channels.map((ref) => ({ ref, from: `${from} in the policy`, isVital: false })),
    ),
  ];
  const rooms = parts.rooms.slice(0, MOST_ROOMS);
  const seen = await lookUp(ask, [...named.map(({ ref }) => ref), ...rooms.map(({ channelId }) => channelId)]);
  return [
    ...named.map((each) => judgeChannel({ ...each, seen: seen.get(each.ref) }, granted)),
    ...judgeRooms(
      rooms.map(({ number, channelId, isPrivate }) => ({ number, isPrivate, seen: seen.get(channelId) })),
      vantage,
    ),
  ];
}

/** One question that Slack does not answer must not hide the answers to the others. */
async function guarded(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof UnansweredError)) throw error;
    return [poor(check, `Slack could not be asked: ${error.message}`, "Mend what else is found, then ask again.")];
  }
}
