export { createRouter } from "./router.ts";
