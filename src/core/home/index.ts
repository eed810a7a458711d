export { answer, type HomeEffect, showHome } from "./effects.ts";
export { home } from "./slice.ts";
