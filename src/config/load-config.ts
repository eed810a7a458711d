import { dirname, join } from "node:path";
import type { z } from "zod";
import { type Backups, DEFAULT_KEEP, DEFAULT_SCHEDULE } from "./backups.ts";
import { DEFAULT_DATABASE_PATH } from "./database-path.ts";
import { type Env, VARIABLES } from "./env.ts";
import { isSet } from "./fields.ts";
import { diskFiles, type Files } from "./files.ts";
import { loadPolicy } from "./load-policy.ts";
import { nearest } from "./nearest.ts";
import { type Paging, pagingOf, unknownRoutingKeys } from "./paging.ts";
import type { Policy } from "./policy.ts";
import { ConfigProblems, type Problem, whatAndMend } from "./problem.ts";
import { type Statuspage, statuspageOf, statuspageProblems, unservedPage } from "./statuspage.ts";

/** How Slack reaches the bot. */
export type Connection =
  | { kind: "socket"; appToken: string; healthPort: number | undefined }
  | { kind: "http"; signingSecret: string; port: number };

/** Everything that the bot is told from outside, checked, once. */
export interface Config {
  slack: { botToken: string; apiUrl: string; connection: Connection };
  databasePath: string;
  backups: Backups;
  /** A channel's id, or its name without "#". */
  incidentsChannel: string;
  logLevel: z.infer<typeof VARIABLES.LOG_LEVEL>;
  /** Ways of paging beside Slack. */
  paging: Paging;
  /** Under which address others reach the port, with a slash at its end. */
  publicUrl?: string | undefined;
  /** Where notices to customers are sent on. */
  statuspage?: Statuspage | undefined;
  /** Where its policy came from; undefined for the shipped one, which never changes. */
  configDir?: string | undefined;
  policy: Policy;
}

/**
 * Reads the environment and the policy file that it names; throws a `ConfigError` that lists every problem with where,
 * what and how to mend it. The result is frozen.
 */
export function loadConfig(env: Env, files: Files = diskFiles): Config {
  const problems: Problem[] = [];
  const read = reader(env, problems);
  const botToken = read("SLACK_BOT_TOKEN", VARIABLES.SLACK_BOT_TOKEN);
  if (!isSet(env.SLACK_BOT_TOKEN)) problems.push(missingBotToken(env));
  const connection = connectionOf(env, read, problems);
  const config = {
    ...storageOf(read),
    apiUrl: read("SLACK_API_URL", VARIABLES.SLACK_API_URL) ?? "https://slack.com/api/",
    incidentsChannel: read("INCIDENTS_CHANNEL", VARIABLES.INCIDENTS_CHANNEL) ?? "incidents",
    logLevel: read("LOG_LEVEL", VARIABLES.LOG_LEVEL) ?? "info",
  };
  const paging = pagingIn(read, env, problems);
  const configDir = read("CONFIG_DIR", VARIABLES.CONFIG_DIR);
  const policy = policyOf(configDir, files, problems);
  const publicUrl = read("PUBLIC_URL", VARIABLES.PUBLIC_URL);
  const statuspage = statuspageOf(
    read("STATUSPAGE_API_KEY", VARIABLES.STATUSPAGE_API_KEY),
    read("STATUSPAGE_PAGE_ID", VARIABLES.STATUSPAGE_PAGE_ID),
    read("STATUSPAGE_API_URL", VARIABLES.STATUSPAGE_API_URL),
  );
  problems.push(...statuspageProblems(env));
  if (policy)
    problems.push(
      ...unknownRoutingKeys(Object.values(policy.paging.pagerduty.routingKeys), paging),
      ...unserved(policy, connection, publicUrl),
    );
  if (problems.length > 0 || !botToken || !connection || !policy) throw new ConfigProblems(problems, "starting");
  const { apiUrl, ...rest } = config;
  return deepFreeze({
    ...rest,
    slack: { botToken, apiUrl, connection },
    paging,
    publicUrl,
    statuspage,
    configDir,
    policy,
  });
}

function unserved(policy: Policy, connection: Connection | undefined, publicUrl: string | undefined): Problem[] {
  return connection ? unservedPage(policy, { port: portOf(connection), publicUrl }) : [];
}

/** The port that the bot listens on, if it listens at all. */
export const portOf = (connection: Connection): number | undefined =>
  connection.kind === "http" ? connection.port : connection.healthPort;

/** What a policy is held against. */
export type Reloadable = Pick<Config, "configDir" | "paging"> & Partial<Pick<Config, "publicUrl" | "slack">>;

/** The policy as its files say now, held against the rest of the configuration, frozen; throws a `ConfigError` naming every problem. */
export function reloadPolicy({ configDir, paging, publicUrl, slack }: Reloadable, files: Files = diskFiles): Policy {
  const policy = loadPolicy(configDir, files);
  const problems = [
    ...unknownRoutingKeys(Object.values(policy.paging.pagerduty.routingKeys), paging),
    ...unserved(policy, slack?.connection, publicUrl),
  ];
  if (problems.length > 0) throw new ConfigProblems(problems);
  return deepFreeze(policy);
}

/** Where the record is kept, for commands that need no Slack; throws a `ConfigError` as `loadConfig` does. */
export function loadStorage(env: Env): Pick<Config, "databasePath" | "backups"> {
  const problems: Problem[] = [];
  const storage = storageOf(reader(env, problems));
  if (problems.length > 0) throw new ConfigProblems(problems, "starting");
  return deepFreeze(storage);
}

function storageOf(read: Read): Pick<Config, "databasePath" | "backups"> {
  const databasePath = read("DATABASE_PATH", VARIABLES.DATABASE_PATH) ?? DEFAULT_DATABASE_PATH;
  const schedule = read("BACKUP_SCHEDULE", VARIABLES.BACKUP_SCHEDULE) ?? DEFAULT_SCHEDULE;
  const backups = {
    dir: read("BACKUP_DIR", VARIABLES.BACKUP_DIR) ?? join(dirname(databasePath), "backups"),
    schedule: schedule === "off" ? undefined : schedule,
    keep: read("BACKUP_KEEP", VARIABLES.BACKUP_KEEP) ?? DEFAULT_KEEP,
  };
  return { databasePath, backups };
}

type Variables = typeof VARIABLES;
type Read = <T>(name: keyof Variables, schema: z.ZodType<T>) => T | undefined;

/** A variable left empty, as in a copied `.env.sample`, is one that is not set. */
function reader(env: Env, problems: Problem[]): Read {
  return (name, schema) => {
    const text = env[name];
    if (!isSet(text)) return undefined;
    const parsed = schema.safeParse(text.trim());
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map((issue) => ({ where: name, ...mendQuotes(text, issue.message) })));
    return undefined;
  };
}

/** `docker run --env-file` hands quotes on as part of the value. */
function mendQuotes(text: string, message: string): Pick<Problem, "what" | "mend"> {
  if (!/^\s*(["']).*\1\s*$/.test(text)) return whatAndMend(message) ?? { what: message, mend: "See .env.sample." };
  return { what: "the value stands in quotes, and they are part of it", mend: "Take the quotes away." };
}

function connectionOf(env: Env, read: Read, problems: Problem[]): Connection | undefined {
  const port = read("PORT", VARIABLES.PORT);
  if (isSet(env.SLACK_APP_TOKEN)) {
    const appToken = read("SLACK_APP_TOKEN", VARIABLES.SLACK_APP_TOKEN);
    return appToken === undefined ? undefined : { kind: "socket", appToken, healthPort: port };
  }
  if (isSet(env.SLACK_SIGNING_SECRET)) {
    const signingSecret = read("SLACK_SIGNING_SECRET", VARIABLES.SLACK_SIGNING_SECRET);
    return signingSecret === undefined ? undefined : { kind: "http", signingSecret, port: port ?? 3000 };
  }
  problems.push({
    where: "SLACK_APP_TOKEN",
    what: `neither this nor SLACK_SIGNING_SECRET is set, so Slack cannot reach the bot${lookalike(env, "SLACK_APP_TOKEN")}`,
    mend: "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, which needs no public address, or SLACK_SIGNING_SECRET and PORT for HTTP.",
  });
  return undefined;
}

function missingBotToken(env: Env): Problem {
  return {
    where: "SLACK_BOT_TOKEN",
    what: `this is not set${lookalike(env, "SLACK_BOT_TOKEN")}`,
    mend: "Set it to the Bot User OAuth Token, which begins with xoxb- (api.slack.com/apps → your app → OAuth & Permissions).",
  };
}

function lookalike(env: Env, name: keyof Variables): string {
  const others = Object.keys(env).filter((key) => !Object.hasOwn(VARIABLES, key) && isSet(env[key]));
  const meant = nearest(
    name,
    others.filter((key) => key.includes("SLACK")),
  );
  return meant === undefined ? "" : `; ${meant} is, which looks like a slip of the pen`;
}

function pagingIn(read: Read, env: Env, problems: Problem[]): Paging {
  const found = pagingOf(
    {
      routingKey: read("PAGERDUTY_ROUTING_KEY", VARIABLES.PAGERDUTY_ROUTING_KEY),
      eventsUrl: read("PAGERDUTY_EVENTS_URL", VARIABLES.PAGERDUTY_EVENTS_URL),
      webhookUrl: read("PAGING_WEBHOOK_URL", VARIABLES.PAGING_WEBHOOK_URL),
      webhookSecret: read("PAGING_WEBHOOK_SECRET", VARIABLES.PAGING_WEBHOOK_SECRET),
    },
    env,
  );
  problems.push(...found.problems);
  return found.paging;
}

function policyOf(configDir: string | undefined, files: Files, problems: Problem[]): Policy | undefined {
  try {
    return loadPolicy(configDir, files);
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
