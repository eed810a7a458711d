import { afterEach } from "vitest";
import { cleanUp } from "./temporary-store.ts";

// Runs for every file, though modules are loaded once for all of them.
afterEach(cleanUp);
