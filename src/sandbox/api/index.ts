export { type MessageChecks, messageContent } from "../blocks/index.ts";
export { type ApiOptions, createApi, type SandboxApi } from "./api.ts";
export { showable } from "./chat.ts";
export type { ApiRequest, ApiResponse } from "./request.ts";
export type { FileRequest, FileResponse } from "./transfer.ts";
