import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import type { Finding } from "./measured.ts";
import type { Row } from "./row.ts";
import { acknowledgements } from "./rows/acknowledgements.ts";
import { declare } from "./rows/declare.ts";
import { events } from "./rows/events.ts";
import { memory } from "./rows/memory.ts";
import { postmortem } from "./rows/postmortem.ts";
import { reads } from "./rows/reads.ts";
import { startUp } from "./rows/start-up.ts";
import { storm } from "./rows/storm.ts";
import { tick } from "./rows/tick.ts";
import { asTable } from "./table.ts";

const rows: readonly Row[] = [acknowledgements, events, declare, reads, postmortem, startUp, memory, tick, storm];

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const chosen = rows.filter(
  ({ name }) => values.only.length === 0 || values.only.some((wanted) => name.startsWith(wanted)),
);
if (values.help || chosen.length === 0) {
  console.log("npm run bench -- [--quick] [--only ROW]…\n");
  for (const { name, claim } of rows) console.log(`  ${name.padEnd(18)} ${claim}`);
  process.exit(values.help ? 0 : 1);
}

const findings: Finding[] = [];
const startedAt = performance.now();
for (const row of chosen) {
  const rowStartedAt = performance.now();
  process.stderr.write(`${row.name} … `);
  findings.push(...(await row.run({ isQuick: values.quick })));
  process.stderr.write(`${Math.round((performance.now() - rowStartedAt) / 1_000)} s\n`);
}

const [cpu] = cpus();
const sqlite = new Database(":memory:").prepare("SELECT sqlite_version()").pluck().get();
console.log(`\n${asTable(findings)}\n`);
console.log(
  `${cpus().length} × ${cpu?.model ?? "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}, SQLite ${sqlite}; ` +
    `${values.quick ? "quick: not to judge by; " : ""}${Math.round((performance.now() - startedAt) / 1_000)} s`,
);
process.exit(findings.every(({ demand }) => demand?.holds ?? true) ? 0 : 1);
