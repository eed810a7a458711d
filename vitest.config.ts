import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A story talks to a real server on this machine; a slow runner is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: "forks",
    // Each worker loads the program once, not once for each file: no module of ours remembers anything.
    isolate: false,
    setupFiles: ["test/support/each-test.ts"],
    // Much of a story is waiting for a socket or the disk, so both cores are used.
    maxWorkers: 2,
  },
});
