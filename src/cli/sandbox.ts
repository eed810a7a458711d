import { readFile } from "node:fs/promises";
import { InvalidInputError } from "../lib/errors.ts";
import { startSandbox } from "../sandbox/index.ts";
import { askedToStop, readArgs } from "./environment.ts";

const usage = "sandbox [--port N] [--manifest FILE] [--app-url URL] [--rate-limits]";

/** `sitrep sandbox`: a Slack workspace on this machine, for any app. */
export async function sandbox(args: readonly string[]): Promise<number> {
  const { values } = readArgs(
    args,
    {
      port: { type: "string" },
      manifest: { type: "string", default: "manifest.yml" },
      "app-url": { type: "string" },
      "rate-limits": { type: "boolean", default: false },
    },
    usage,
  );
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidInputError(`--port ${values.port} is not a port; write one from 1 to 65535.`);
  }
  const manifest = await readFile(values.manifest, "utf8").catch(() => {
    throw new InvalidInputError(`${values.manifest} cannot be read. Name the app's manifest with --manifest FILE.`);
  });
  const appUrl = values["app-url"];
  const running = await startSandbox({
    manifest,
    port,
    rateLimits: values["rate-limits"],
    ...(appUrl === undefined ? {} : { http: { appUrl } }),
  });
  process.stdout.write(
    [
      "A workspace called Acme runs on this machine alone. Start an app with:",
      "",
      `  SLACK_API_URL=${running.apiUrl}`,
      `  SLACK_BOT_TOKEN=${running.botToken}`,
      appUrl === undefined
        ? `  SLACK_APP_TOKEN=${running.appToken}`
        : `  SLACK_SIGNING_SECRET=${running.signingSecret}`,
      "",
      `Open ${running.url}/ to be in it, or act through ${running.url}/control/ (src/sandbox/README.md tells how).`,
      "Ctrl-C ends it.",
      "",
    ].join("\n"),
  );
  await askedToStop();
  await running.close();
  return 0;
}
