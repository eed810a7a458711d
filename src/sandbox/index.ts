export { settleWhen } from "../lib/settle.ts";
export type { ActResult } from "./delivery/desk.ts";
export { signatureHeaders } from "./delivery/signature.ts";
export type { FaultRule } from "./faults/rules.ts";
export type { Director, ScenarioCard, Stage } from "./live/index.ts";
export type { FormResult, FormValues, Person } from "./person/person.ts";
export type { SeenMessage } from "./person/seen.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
export type * from "./workspace/types.ts";
