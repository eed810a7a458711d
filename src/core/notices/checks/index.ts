export { findBlame } from "./blame.ts";
export type { CheckId, Finding } from "./finding.ts";
export { checkLabel, findingId, findings } from "./findings.ts";
