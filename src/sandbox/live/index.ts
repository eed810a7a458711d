export type { Director } from "./director.ts";
export { Live } from "./live.ts";
export { isPagePath, pageFile } from "./page-files.ts";
export type { ScenarioCard, Stage } from "./wire.ts";
