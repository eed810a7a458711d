export { pagingDeeds } from "./deeds.ts";
