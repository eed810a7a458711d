// Data that the compiled program reads beside its code: tsc copies only TypeScript.
import { cp } from "node:fs/promises";

await cp("src/content", "dist/content", { recursive: true });
