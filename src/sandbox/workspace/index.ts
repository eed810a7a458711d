export { SlackError } from "./slack-error.ts";
export type * from "./types.ts";
export { Workspace, type WorkspaceOptions } from "./workspace.ts";
