export { type PagingParts, pagingDeeds } from "./deeds.ts";
