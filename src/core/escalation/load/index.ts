export { type Interrupt, interruptsOf } from "./interrupts.ts";
export { type PageLoad, pageLoads, weekStarts } from "./page-load.ts";
