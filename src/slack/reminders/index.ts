export { remindersRoom } from "./room.ts";
