export { messageContent } from "../blocks/index.ts";
export { createApi, type SandboxApi } from "./api.ts";
export { showable } from "./chat.ts";
