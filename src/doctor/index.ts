export type { AskSlack } from "./asking.ts";
export { type Diagnosis, Doctor } from "./doctor.ts";
export type { Finding } from "./finding.ts";
export { examineFromOutside } from "./from-outside.ts";
export { examineFromWithin } from "./from-within.ts";
export { reportText } from "./report.ts";
