export { unableAmong } from "./able.ts";
export { type OnCallModel, onCallModel } from "./model.ts";
export { oncallRoom } from "./room.ts";
export type { Unable } from "./views/on-call.ts";
export { onCallSection } from "./views/on-call-section.ts";
