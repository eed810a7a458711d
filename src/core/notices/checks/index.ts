export type { Finding } from "./finding.ts";
export { checkLabel, findingId, findings } from "./findings.ts";
