import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, startWorld, type World, type WorldOptions } from "../../support/world.ts";

const CHANNEL = "inc-1-checkout-errors";

async function declared(options?: WorldOptions): Promise<World> {
  const world = await startWorld(options);
  await world.person("dana").command("general", "/incident declare sev1 Checkout errors");
  await world.settle();
  return world;
}

async function resolve(world: World): Promise<void> {
  const dana = world.person("dana");
  await dana.command(CHANNEL, "/incident resolve");
  await dana.submit({
    "What fixed it": "Rolled back",
    "Root cause": "A bad release",
    Impact: "1,200 checkouts failed",
    "Service restored": true,
    "Metrics normal": true,
    "Users confirm": true,
    "Follow-ups": "Alert on pool exhaustion",
  });
  await world.settle();
  // Slack shares an uploaded file a little after the upload.
  await world.pass(MINUTE);
}

const canvasOf = ({ sandbox }: World): string => {
  const [canvas] = sandbox.workspace.canvases.all();
  if (!canvas) throw new Error("there is no canvas");
  return sandbox.workspace.canvases.markdown(canvas.id);
};

describe("a post-mortem in Slack", () => {
  it("is drafted as a canvas when the incident is resolved, and announced with its buttons [PM-1, PM-2]", async () => {
    const world = await declared();
    await world.pass(20 * MINUTE);
    await resolve(world);
    expect(canvasOf(world)).toContain("**Cause:** A bad release.");
    const news = world.person("dana").finds(CHANNEL, "The post-mortem is drafted");
    expect(news.plain).toContain("#1 Checkout errors");
    expect(news.buttons).toEqual(["Redraft", "In review", "Publish", "Get as file"]);
    expect(await world.verify()).toEqual([]);
  });

  it("tells in the channel who owns an action item, but not those who took it themselves [PM-4]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    await dana.command(CHANNEL, "/incident action Raise the pool size @sam by friday");
    await dana.command(CHANNEL, "/incident action Write it down @dana");
    await world.settle();
    const told = dana.sees(CHANNEL).filter(({ plain, ephemeral }) => !ephemeral && plain.includes("an action item"));
    expect(told.map(({ plain, pings }) => [plain.split("\n")[0], pings])).toEqual([
      [expect.stringMatching(/^@Sam Dana gave you an action item, due .*: \*Raise the pool size\*$/), ["@Sam"]],
    ]);
  });

  it("keeps what a person wrote through a redraft, and publishes [PM-2, PM-7]", async () => {
    const world = await declared();
    await resolve(world);
    const dana = world.person("dana");
    const { ephemeral } = await dana.command(CHANNEL, "/incident pm");
    const [status] = ephemeral;
    if (!status) throw new Error("no answer");
    expect(status.plain).toContain("Draft");
    await dana.choose(status, "Edit section", "Lessons");
    expect(dana.modal().fields[0]?.value).toContain("What do we know now");
    await dana.submit({ Lessons: "Canaries first." });
    await world.settle();
    expect(canvasOf(world)).toContain("## Lessons\n\nCanaries first.");
    await dana.click(status, "Redraft");
    await world.settle();
    expect(canvasOf(world)).toContain("## Lessons\n\nCanaries first.");
    await dana.click(status, "Publish");
    await world.settle();
    expect(dana.finds(CHANNEL, "The post-mortem is published").buttons).toEqual(["Back to review", "Get as file"]);
    expect(canvasOf(world)).not.toContain("Drafted by Sitrep");
    expect(world.sandbox.workspace.canvases.all()).toHaveLength(1);
  });

  it("leaves the canvas of people alone [PM-7]", async () => {
    const world = await declared();
    const { canvases, channels } = world.sandbox.workspace;
    const channelId = channels.named(CHANNEL)?.id ?? "";
    canvases.createForChannel(world.person("dana").id, { channelId, markdown: "Our notes" });
    await resolve(world);
    const [theirs, ours] = canvases.all();
    expect(theirs && canvases.markdown(theirs.id)).toBe("Our notes");
    expect(ours && canvases.markdown(ours.id)).toContain("# Post-mortem: #1 Checkout errors");
  });

  it("is a file where the plan has no canvases, and a new one once it is published [PM-2]", async () => {
    const world = await declared();
    world.sandbox.workspace.restrictions.add("canvas");
    await resolve(world);
    const dana = world.person("dana");
    const files = () => dana.sees(CHANNEL).flatMap((message) => message.files);
    expect(files()).toHaveLength(1);
    expect(files()[0]?.content).toContain("**Cause:** A bad release.");
    expect(files()[0]?.name).toMatch(/^incident-1-postmortem-\d{14}\.md$/);
    await dana.command(CHANNEL, "/incident action Raise the pool size");
    await world.settle();
    expect(files()).toHaveLength(1);
    await world.pass(HOUR);
    await dana.click(dana.finds(CHANNEL, "The post-mortem is drafted"), "Publish");
    await world.pass(MINUTE);
    expect(files()).toHaveLength(2);
    expect(files()[1]?.content).toContain("Raise the pool size");
  });

  it("is a thread of messages where there are neither canvases nor files [OPS-9]", async () => {
    const world = await declared();
    world.sandbox.workspace.restrictions.add("canvas");
    world.sandbox.faults.add({ methods: ["files.getUploadURLExternal"], kind: "unknown_method" });
    await resolve(world);
    const head = world.person("dana").finds(CHANNEL, "It follows in this thread");
    expect(head.thread.map(({ plain }) => plain).join("\n")).toContain("A bad release");
  });

  it("comes as a file to who asks for one [PM-2]", async () => {
    const world = await declared();
    await resolve(world);
    const dana = world.person("dana");
    await dana.click(dana.finds(CHANNEL, "The post-mortem is drafted"), "Get as file");
    await world.pass(MINUTE);
    expect(dana.dm().flatMap(({ files }) => files)[0]?.content).toContain("# Post-mortem: #1 Checkout errors");
  });

  it("says when it is still too early [PM-1]", async () => {
    const world = await declared();
    const { ephemeral } = await world.person("sam").command(CHANNEL, "/incident postmortem");
    expect(ephemeral[0]?.plain).toContain("#1 is still open. Its post-mortem is drafted the moment it is resolved.");
  });
});

describe("action items in Slack", () => {
  it("are added with an owner and a date in words, listed, and done [PM-4]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    const { ephemeral } = await dana.command(CHANNEL, "/incident action Raise the pool size @sam by friday");
    const [list] = ephemeral;
    expect(list?.plain).toContain("Added: Raise the pool size");
    expect(list?.plain).toContain("Raise the pool size  ·  @Sam  ·  due tomorrow");
    if (!list) throw new Error("no answer");
    await dana.click(list, "Done");
    await world.settle();
    const incident = await world.bot().ctx.ledger.incident(1);
    expect(Object.values(incident.postmortem.actions)[0]).toMatchObject({
      text: "Raise the pool size",
      ownerId: world.person("sam").id,
      doneAt: world.clock.now(),
    });
  });

  it("come from a message that is marked, and go with its mark [TL-3]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    await dana.join(CHANNEL).catch(() => undefined);
    const said = await dana.say(CHANNEL, "@sam we need a canary");
    await dana.react(said, "fast_forward");
    await world.settle();
    const texts = async () =>
      Object.values((await world.bot().ctx.ledger.incident(1)).postmortem.actions).map(({ text }) => text);
    expect(await texts()).toEqual(["@Sam we need a canary"]);
    await dana.unreact(said, "fast_forward");
    await world.settle();
    expect(await texts()).toEqual([]);
  });

  it("are refused with a sentence under the field [OPS-5]", async () => {
    const world = await declared();
    const dana = world.person("dana");
    const { ephemeral } = await dana.command(CHANNEL, "/incident action");
    expect(ephemeral[0]?.plain).toContain("There are none yet.");
    if (!ephemeral[0]) throw new Error("no answer");
    await dana.click(ephemeral[0], "Add action item");
    const { errors } = await dana.submit({ "What is to be done": "Raise the pool size", Due: "2020-01-01" });
    expect(errors).toEqual({ Due: "That date is past. Choose one that is to come." });
  });
});

describe("a post-mortem on a bad line", () => {
  const once = (method: string) => ({ methods: [method], kind: "lost_answer", times: 1 }) as const;

  it("is one canvas when the answer to its making is lost [OPS-2]", async () => {
    const world = await declared();
    world.sandbox.faults.add(once("conversations.canvases.create"));
    await resolve(world);
    expect(world.sandbox.workspace.canvases.all()).toHaveLength(1);
    expect(
      world
        .person("dana")
        .sees(CHANNEL)
        .filter(({ plain }) => plain.includes("is drafted")),
    ).toHaveLength(1);
  });

  it("is one file when the answer to its upload is lost [OPS-2]", async () => {
    const world = await declared();
    world.sandbox.workspace.restrictions.add("canvas");
    world.sandbox.faults.add(once("files.completeUploadExternal"));
    await resolve(world);
    expect(
      world
        .person("dana")
        .sees(CHANNEL)
        .flatMap(({ files }) => files),
    ).toHaveLength(1);
  });

  it("is one thread when the answer to a piece is lost [OPS-2]", async () => {
    const world = await declared();
    world.sandbox.workspace.restrictions.add("canvas");
    world.sandbox.faults.add({ methods: ["files.getUploadURLExternal"], kind: "unknown_method" });
    world.sandbox.faults.add(once("chat.postMessage"));
    await resolve(world);
    const heads = world
      .person("dana")
      .sees(CHANNEL)
      .filter(({ plain }) => plain.includes("It follows in this thread"));
    expect(heads).toHaveLength(1);
    expect(heads[0]?.thread.filter(({ plain }) => plain.includes("Five whys"))).toHaveLength(1);
  });

  it("is announced and kept where canvases, files and every nicety fail [OPS-9]", async () => {
    const world = await declared();
    const methods = [
      "conversations.canvases.create",
      "canvases.create",
      "canvases.access.set",
      "canvases.edit",
      "files.info",
    ];
    world.sandbox.faults.add({
      methods: [...methods, "files.getUploadURLExternal"],
      kind: "missing_scope",
      needed: "x",
    });
    await resolve(world);
    expect(world.person("dana").finds(CHANNEL, "The post-mortem is drafted").plain).toContain("(in a thread here)");
    expect(await world.verify()).toEqual([]);
  });
});
