import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { bad, type Finding, good, poor } from "./finding.ts";

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

const MANIFEST = new URL("../../manifest.yml", import.meta.url);

let wanted: readonly string[] | undefined;

/** The scopes that the shipped manifest asks for; read once, for it is part of the program. */
export function wantedScopes(): readonly string[] {
  wanted ??= Manifest.parse(parse(readFileSync(MANIFEST, "utf8"))).oauth_config.scopes.bot;
  return wanted;
}

/** Without these there is no incident. */
const VITAL = new Set([
  "commands",
  "chat:write",
  "channels:manage",
  "channels:read",
  "channels:history",
  "im:write",
  "users:read",
]);

const LOST: Readonly<Record<string, string>> = {
  "chat:write.public": "the bot must be invited to a channel before it can post there",
  "app_mentions:read": "the bot does not hear its name",
  "channels:join": "the bot must be invited to channels that people made",
  "groups:write": "private incidents are refused",
  "groups:read": "private incidents cannot be looked after",
  "groups:history": "what is said in private incidents while the bot is away is lost",
  "im:read": "direct messages are not understood",
  "im:history": "direct messages are not understood",
  "reactions:read": "marks by reaction are not seen",
  "reactions:write": "marks are not confirmed",
  "pins:read": "pins are not recorded",
  "pins:write": "the summary is not pinned",
  "bookmarks:read": "a bookmark whose answer was lost may be missing",
  "bookmarks:write": "channels get no bookmarks",
  "canvases:read": "post-mortems go out as files",
  "canvases:write": "post-mortems go out as files",
  "files:read": "shared files are recorded without their names",
  "files:write": "timelines and post-mortems cannot be sent as files",
  "usergroups:read": "user groups that the policy entitles are not told",
  "users:read.email": "people are not found by their address",
};

const mend =
  "Copy manifest.yml into api.slack.com/apps → your app → App Manifest, save, and press Reinstall under Install App.";

/** What the token may not do of what the manifest asks for. Pure. */
export function judgeScopes(wanted: readonly string[], granted: readonly string[]): Finding[] {
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return [good("Scopes", `all ${wanted.length} of manifest.yml`)];
  return missing.map((scope) =>
    VITAL.has(scope)
      ? bad("Scopes", `${scope} is missing, without which no incident can be run`, mend)
      : poor("Scopes", `${scope} is missing: ${LOST[scope] ?? "what needs it is left out"}`, mend),
  );
}
