export * from "./elements.ts";
export * from "./layout.ts";
export * from "./surfaces.ts";
