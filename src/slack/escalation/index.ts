export { escalationIds } from "./ids.ts";
