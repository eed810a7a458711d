export { onCallModel } from "./model.ts";
export { oncallRoom } from "./room.ts";
export { type OnCallModel, onCallSection } from "./views/on-call-section.ts";
