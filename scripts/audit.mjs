// Asks the registry for known holes in what runs in production. High or critical ones fail the check; where no registry
// answers the question (a mirror, no network) that is said, and the check goes on.
import { spawnSync } from "node:child_process";

const PATIENCE_MS = 60_000;
const GRAVE = ["high", "critical"];
/** No way to a registry; what the registry itself answers has a status instead. */
const NO_WAY =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPROTO|ERR_SOCKET_TIMEOUT|ENOAUDIT)\b|_CERT_|CERTIFICATE|audit endpoint/;

const asked = spawnSync(
  "npm",
  ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=20000", "--loglevel=error"],
  { encoding: "utf8", timeout: PATIENCE_MS },
);
const report = parsed(asked.stdout ?? "");
const counts = report?.metadata?.vulnerabilities;

if (counts) judge(report.vulnerabilities ?? {}, counts);
else if (isUnasked()) say(`npm audit: no registry answered (${reasonOf()}), so dependencies were not audited.`);
else fail(`npm audit failed: ${reasonOf()}`);

function judge(found, { total = 0 }) {
  const grave = Object.values(found).filter(({ severity }) => GRAVE.includes(severity));
  if (grave.length === 0) {
    say(`npm audit: no high or critical hole in what runs in production (${total} lesser).`);
    return;
  }
  const lines = grave.map(({ name, severity, range, via = [] }) => {
    const titles = via.flatMap(({ title, url }) => (title ? [`${title} ${url ?? ""}`.trim()] : []));
    return `  ${name} ${range} (${severity})${titles.length > 0 ? `: ${titles.join("; ")}` : ""}`;
  });
  fail(`npm audit: ${grave.length} dependencies with high or critical holes\n${lines.join("\n")}`);
}

function isUnasked() {
  return asked.signal !== null || report?.statusCode >= 400 || NO_WAY.test(`${reasonOf()} ${asked.stderr}`);
}

function reasonOf() {
  if (asked.signal) return `nothing within ${PATIENCE_MS / 1000} s`;
  const { code = "", summary = "" } = report?.error ?? {};
  return (report?.message || `${code} ${summary}`.trim() || asked.error?.message || asked.stderr || "no report").trim();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
