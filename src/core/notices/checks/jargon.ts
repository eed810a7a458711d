import { type Find, literally, matches } from "./finding.ts";

/** Words of the trade, and what they mean to somebody outside of it. */
export const JARGON: readonly (readonly [words: string, plain: string, isKnownToLeaders?: boolean])[] = [
  ["latency|latencies", "say “slow”, such as “pages load slowly”"],
  [
    "5xx|4xx|(?:HTTP|errors?|status) [45]\\d\\d|[45]\\d\\d errors?|50[0234]s|error codes?|status codes?",
    "say what people see: “an error page”",
  ],
  ["timeouts?|timing out|timed out", "say “takes too long and fails”"],
  ["degraded|degradation|degrading", "say “slow”, “unreliable” or “does not always work”"],
  ["outages?|downtime", "say what does not work", true],
  ["failover|failed over|failing over", "say “switched to a spare system”"],
  ["roll(?:ed|ing)? ?backs?|revert(?:ed|ing)?", "say “undid a change”"],
  ["hot ?fix(?:es|ed)?", "say “a correction”"],
  ["deploy(?:s|ed|ing|ments?)?|rollouts?", "say “a change to our systems”"],
  ["databases?|DBs?|SQL|Postgres(?:QL)?|MySQL|Redis|Mongo(?:DB)?", "say “our systems”, or what people miss"],
  ["replicas?|replication|primary node|shards?|sharding", "say “our systems”"],
  ["clusters?|nodes?|pods?|containers?|Kubernetes|k8s|VMs?", "say “our systems”"],
  ["load balancers?|reverse prox(?:y|ies)|prox(?:y|ies)|gateways?|ingress", "say “our systems”"],
  ["APIs?|endpoints?", "say which function, or keep it where your readers are developers"],
  ["back-?ends?|front-?ends?|micro-?services?|upstream|downstream", "say “our systems”, or which function"],
  ["cach(?:e|es|ed|ing)", "say “stored copies”, or leave it out"],
  ["queues?|backlogs?|throughput|throttl(?:ed|ing)|rate.limit(?:s|ed|ing)?", "say “is processed with a delay”"],
  ["DNS|TLS|SSL|TCP|CDN|VPN|BGP", "say what people cannot reach"],
  ["CPU|OOM|out of memory|memory leaks?|disk space|saturat(?:ed|ion)", "say “our systems were overloaded”"],
  [
    "deadlocks?|race conditions?|exceptions?|stack traces?|null pointers?|regressions?",
    "say “a fault in our software”",
  ],
  ["root causes?|RCAs?|post-?mortems?", "say “the cause”, or “what we learned from it”", true],
  ["mitigat(?:e|ed|ing|ions?)|remediat(?:e|ed|ing|ion)", "say “put right”, or “made better for now”"],
  ["SLAs?|SLOs?|SLIs?|MTTR|MTTA|error budgets?", "say what was promised in words", true],
  ["on-?call|war rooms?|incident commanders?|triag(?:e|ed|ing)|escalat(?:e|ed|ing|ions?)", "say “our engineers”", true],
  ["SEV-?\\d|P[0-4]|severity", "say how bad it is for the reader", true],
  ["blast radius|single point of failure", "say who is affected"],
  ["subset of (?:users|customers)|impacted (?:users|customers)", "say “some customers”, with a number if there is one"],
  ["intermittent(?:ly)?", "say “now and then”"],
  ["metrics|dashboards?|telemetry|observability|alerting", "say “we are watching closely”"],
  ["configurations?|configs?|feature flags?|env(?:ironment)? vars?", "say “a setting”"],
  ["production|prod|staging", "say “our service”"],
  ["ETA", "say “when”, and only what is certain", true],
];

const PATTERNS = JARGON.map(([words, plain, isKnownToLeaders = false]) => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "giu"),
  plain,
  isKnownToLeaders,
}));

/** Words that readers outside of engineering do not use; a service that is publicly called so may be. */
export const findJargon: Find = ({ text, audience, record: { policy } }) => {
  const publicNames = policy.services.flatMap(({ statusPage }) => statusPage?.name ?? []);
  const rest = publicNames.reduce((left, name) => left.replace(new RegExp(literally(name), "giu"), " "), text);
  return PATTERNS.filter(({ isKnownToLeaders }) => audience === "customers" || !isKnownToLeaders).flatMap(
    ({ pattern, plain }) => matches(rest, pattern, `your readers do not speak like that: ${plain}`),
  );
};
