import type { IForbiddenRuleType } from "dependency-cruiser";

/** Slices from the lowest to the highest; each may import those before it. */
const SLICES = [
  ...["ledger", "timeline", "services", "oncall", "incidents", "roles", "entitlements", "updates"],
  ...["approvals", "escalation", "notices", "statuspage", "related", "postmortems", "reminders", "summary", "home"],
];

const upwards: IForbiddenRuleType[] = SLICES.slice(0, -1).map((slice, index) => ({
  name: `core-${slice}-looks-up`,
  comment: `${slice} stands below the slices it imports here: let the higher one listen to its entries (effects, fold) instead.`,
  severity: "error",
  from: { path: `^src/core/${slice}/` },
  to: { path: `^src/core/(${SLICES.slice(index + 1).join("|")})/` },
}));

/** The architecture of the house, executable: each rule tells an offender what to do instead. */
export const rules: IForbiddenRuleType[] = [
  {
    name: "no-circles",
    comment: "Two files that need each other are one thing, or a third is missing: move what both need downwards.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "core-knows-no-edge",
    comment:
      "core decides, edges show: let the decision return entries and declare an effect; the edge carries it out.",
    severity: "error",
    from: { path: "^src/core/" },
    to: { path: "^src/(doctor|slack|http|cli|sandbox|main)" },
  },
  {
    name: "doctor-knows-no-edge",
    comment:
      "The doctor is asked by the command line and by the running bot: what speaks to Slack or anything else outside comes in as an argument.",
    severity: "error",
    from: { path: "^src/doctor/" },
    to: { path: "^src/(core|slack|http|cli|sandbox|main)" },
  },
  {
    name: "doctor-through-the-door",
    comment: "The doctor is asked through its index.ts: export there what edges may know.",
    severity: "error",
    from: { path: "^src/(slack|http|cli)/|^src/main" },
    to: { path: "^src/doctor/", pathNot: "/index[.]ts$" },
  },
  {
    name: "edges-do-not-meet",
    comment:
      "slack, http and cli know nothing of each other: what they share belongs into core or lib. cli/demo and main alone put them together.",
    severity: "error",
    from: { path: "^src/(slack|http)/" },
    to: { path: "^src/(slack|http|cli|sandbox)/", pathNot: "^src/$1/" },
  },
  {
    name: "bottom-knows-nothing",
    comment: "lib, db and config are the floor: pass what they need as an argument.",
    severity: "error",
    from: { path: "^src/(lib|db|config)/" },
    to: { path: "^src/(core|doctor|slack|http|cli|sandbox|main)" },
  },
  {
    name: "lib-has-no-product",
    comment: "lib knows neither database nor configuration: it is what any program could use.",
    severity: "error",
    from: { path: "^src/lib/" },
    to: { path: "^src/(db|config)/" },
  },
  {
    name: "sandbox-is-slack",
    comment: "The sandbox stands for Slack and serves any app: it may use lib, nothing of the bot.",
    severity: "error",
    from: { path: "^src/sandbox/" },
    to: { path: "^src/(core|doctor|slack|http|cli|db|config|main)" },
  },
  {
    name: "sandbox-only-in-demo",
    comment: "The bot must never depend on its own test bed: only cli/demo and cli/sandbox start one.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(sandbox/|cli/(demo/|sandbox))" },
    to: { path: "^src/sandbox/" },
  },
  {
    name: "core-through-the-door",
    comment: "A slice is used through its index.ts: export there what others may know.",
    severity: "error",
    from: { path: "^src/core/([^/]+)/" },
    to: { path: "^src/core/([^/]+)/", pathNot: ["^src/core/$1/", "/index[.]ts$"] },
  },
  {
    name: "edges-use-the-door",
    comment: "A slice is used through its index.ts: export there what edges may know.",
    severity: "error",
    from: { path: "^src/(slack|http|cli)/|^src/main" },
    to: { path: "^src/core/[^/]+/", pathNot: "/index[.]ts$" },
  },
  {
    name: "rooms-use-the-door",
    comment: "A room of slack/ is used through its index.ts; what many rooms need belongs into slack/kit.",
    severity: "error",
    from: { path: "^src/slack/([^/]+)/" },
    to: { path: "^src/slack/([^/]+)/", pathNot: ["^src/slack/$1/", "^src/slack/kit/", "/index[.]ts$"] },
  },
  {
    name: "kit-knows-no-room",
    comment: "The kit serves all rooms and knows none.",
    severity: "error",
    from: { path: "^src/slack/kit/" },
    to: { path: "^src/slack/(?!kit/)" },
  },
  {
    name: "only-db-speaks-sql",
    comment: "Ask the store: a query that is missing belongs into src/db.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/db/" },
    to: { path: "node_modules/(better-sqlite3|drizzle-orm)/" },
  },
  {
    name: "only-edges-speak-slack",
    comment: "core has no Slack words: declare an effect and let slack/ carry it out.",
    severity: "error",
    from: { path: "^src/(core|doctor|db|lib|config)/" },
    to: { path: "node_modules/@slack/" },
  },
  {
    name: "views-are-data",
    comment: "A view turns data into blocks: load the data in the handler and pass it in.",
    severity: "error",
    from: { path: "^src/slack/[^/]+/views/" },
    to: {
      path: "^src/(db|lib/clock)|^src/slack/kit/(speaking|hearing|context|gateway)",
      dependencyTypesNot: ["type-only"],
    },
  },
  ...upwards,
];
