import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-errors";

async function resolved(world: World): Promise<void> {
  const dana = world.person("dana");
  await dana.command("general", "/incident declare sev1 Checkout errors");
  await world.settle();
  await dana.command(ROOM, "/incident resolve rolled back");
  await world.settle();
  await dana.submit({ Impact: "340 carts", "Service restored": true, "Metrics normal": true, "Users confirm": true });
  await world.settle();
}

const files = (world: World): string[] =>
  world
    .person("dana")
    .sees(ROOM)
    .flatMap((message) => message.files.map(({ name }) => name));

describe("the post-mortem on the workspace's plan [PM-2] [OPS-9]", () => {
  it("is the channel's canvas on a paid plan", async () => {
    const world = await startWorld({ sandbox: { plan: "pro" } });
    await resolved(world);
    const { workspace } = world.sandbox;
    const canvasId = workspace.channels.named(ROOM)?.canvasId ?? "";
    expect(workspace.canvases.markdown(canvasId)).toContain("rolled back");
    expect(files(world)).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("is a Markdown file where the plan has no canvas for a channel", async () => {
    const world = await startWorld({ sandbox: { plan: "free" } });
    world.sandbox.workspace.restrictions.add("channel_canvas");
    await resolved(world);
    // Slack shows a file in the channel only a moment after it took it.
    await world.pass(MINUTE);
    expect(files(world)).toEqual([expect.stringMatching(/^incident-1-postmortem-\d{14}\.md$/)]);
    expect(world.person("dana").finds(ROOM, "The post-mortem is drafted")).toBeDefined();
    expect(await world.verify()).toEqual([]);
  });
});

describe("user groups on a free plan [OPS-9] [INC-4]", () => {
  it("tell nobody; the others who are entitled hear of it, and the record says who could not be told", async () => {
    const world = await startWorld({
      sandbox: { plan: "free" },
      policy: ({ workspace }) => {
        const people = [workspace.people.named("alex")?.id ?? ""];
        return { ...shippedPolicy(), privacy: { entitled: { people, userGroups: ["S0SECURITY1"], channels: [] } } };
      },
    });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.pass(MINUTE);
    expect(world.person("alex").dm()[0]?.plain).toContain("Contoso payroll leaked");
    expect(everythingSeenBy(world, "lee")).not.toMatch(/contoso/i);
    const { ephemeral } = await dana.command("inc-1-contoso-payroll-leaked", "/incident timeline");
    expect(ephemeral[0]?.plain).toContain(
      "A group that is entitled to know could not be told (plan_upgrade_required).",
    );
    expect(await world.verify()).toEqual([]);
  });
});

describe("what a crippled Slack means for one person [OPS-9]", () => {
  it("whose form cannot be opened is told so, and what to type instead", async () => {
    const world = await startWorld();
    world.sandbox.faults.add({ kind: "unknown_method", methods: ["views.open"] });
    const dana = world.person("dana");
    const { ephemeral } = await dana.command("general", "/incident");
    expect(ephemeral[0]?.plain).toBe(
      "This Slack does not let Sitrep open forms (unknown_method). Many things can be typed instead: `/incident help` lists the words.",
    );
    await dana.command("general", "/incident declare sev1 Checkout errors");
    await world.settle();
    expect(dana.canSee(ROOM)).toBe(true);
  });

  it("who declares a private incident and cannot be let in hears why, and can still run it", async () => {
    const world = await startWorld();
    world.sandbox.workspace.restrictions.add("invite");
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev1 --private Contoso payroll leaked");
    await world.settle();
    expect(dana.canSee("inc-1-contoso-payroll-leaked")).toBe(false);
    expect(dana.finds("@app", "I could not let you into the private channel of #1").plain).toContain(
      "this workspace does not let apps invite people. A workspace admin can add you to `inc-1-contoso-payroll-leaked`",
    );
    const { ephemeral } = await dana.command("general", "/incident #1 update on it");
    expect(ephemeral[0]?.plain).toContain("Update posted.");
    expect(everythingSeenBy(world, "lee")).not.toMatch(/contoso/i);
    expect(await world.verify()).toEqual([]);
  });
});
