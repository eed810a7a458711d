export { actionIdsFilled } from "./fill.ts";
export { LIMITS } from "./limits.ts";
export { checkMessageBlocks, type MessageChecks, messageContent } from "./message.ts";
export { checkView } from "./view.ts";
