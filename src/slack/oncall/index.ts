export { type OnCallModel, onCallModel } from "./model.ts";
export { oncallRoom } from "./room.ts";
export { onCallSection } from "./views/on-call-section.ts";
