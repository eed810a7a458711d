export { actionIdsFilled } from "./fill.ts";
export { checkMessageBlocks, messageContent } from "./message.ts";
export { checkView } from "./view.ts";
