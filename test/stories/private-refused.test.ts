import { describe, expect, it } from "vitest";
import { everythingSeenBy } from "../support/eyes.ts";
import { MANIFEST, startWorld, type World } from "../support/world.ts";

interface Obstacle {
  readonly what: string;
  readonly manifest?: string;
  arrange?(world: World): () => void;
  /** What the declarer is told to mend. */
  readonly remedy: RegExp;
}

const obstacles: readonly Obstacle[] = [
  {
    what: "the workspace's owners forbid private channels",
    arrange({ sandbox: { workspace } }) {
      workspace.restrictions.add("create_private");
      return () => workspace.restrictions.delete("create_private");
    },
    remedy: /A workspace admin can allow it under Settings → Permissions → Channel management/,
  },
  {
    what: "the app lacks the scope groups:write",
    manifest: MANIFEST.replace("      - groups:write\n", ""),
    remedy: /OAuth & Permissions, add the scope groups:write and install the app again/,
  },
  {
    what: "the server knows no conversations.create",
    arrange: ({ sandbox }) => sandbox.faults.add({ kind: "unknown_method", methods: ["conversations.create"] }),
    remedy: /This Slack has no way for an app to create a channel/,
  },
];

describe("a private incident that cannot have a private channel [INC-4] [OPS-9]", () => {
  it.each(obstacles)("is refused, not made public, when $what; the declarer is told what to mend", async (obstacle) => {
    const { manifest = MANIFEST, arrange, remedy } = obstacle;
    const world = await startWorld({ sandbox: { manifest } });
    const mend = arrange?.(world);
    const dana = world.person("dana");
    const channels = dana.channels();
    const { ephemeral } = await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    expect(ephemeral[0]?.plain).toContain("Contoso payroll leaked");
    const [told, ...more] = dana.dm();
    expect(more).toEqual([]);
    expect(told?.plain).toContain("I could not open a private channel for incident #1: Contoso payroll leaked");
    expect(told?.plain).toContain("Nothing was announced, and nobody else was told.");
    expect(told?.plain).toMatch(remedy);
    expect(dana.channels()).toEqual(channels);
    for (const name of ["lee", "sam"]) expect(everythingSeenBy(world, name)).not.toMatch(/contoso/i);

    if (mend) {
      mend();
      await dana.command("general", "/incident #1 reopen channel is possible now");
      await world.settle();
      expect(dana.canSee("inc-1-contoso-payroll-leaked")).toBe(true);
      expect(everythingSeenBy(world, "lee")).not.toMatch(/contoso/i);
    }
    expect(await world.verify()).toEqual([]);
  });

  it("is refused in words although the app may not open direct messages either", async () => {
    const world = await startWorld({
      sandbox: { manifest: MANIFEST.replace("      - groups:write\n", "").replace("      - im:write\n", "") },
    });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    expect(dana.dm()[0]?.plain).toMatch(/add the scope groups:write/);
    expect(everythingSeenBy(world, "lee")).not.toMatch(/contoso/i);
    expect(await world.verify()).toEqual([]);
  });
});
