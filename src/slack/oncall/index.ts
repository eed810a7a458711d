export { shiftHandoff } from "./handoff.ts";
export { oncallRoom } from "./room.ts";
