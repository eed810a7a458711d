export { oncallRoom } from "./room.ts";
