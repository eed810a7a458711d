export { nothingNew, requestUpdateButton, writeUpdate } from "./ids.ts";
export { updatesRoom } from "./room.ts";
