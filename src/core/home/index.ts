export { answer, type HomeEffect, homesOf, showHome, type WithHome } from "./effects.ts";
