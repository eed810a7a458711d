import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A story talks to a real server on this machine; a slow runner is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: "forks",
    // Much of a story is waiting for a socket or the disk, so both cores are used.
    maxWorkers: 2,
  },
});
