import fc from "fast-check";
import { afterEach } from "vitest";
import { cleanUp } from "./temporary-store.ts";

// A property draws the same examples each time: a test that failed yesterday fails today. `PROPERTY_SEED` draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 2026) });

// Runs for every file, though modules are loaded once for all of them.
afterEach(cleanUp);
