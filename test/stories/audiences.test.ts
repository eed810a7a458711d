import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { everythingSeenBy } from "../support/eyes.ts";
import { loudness, posts } from "../support/posts.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { told } from "../support/told.ts";
import type { World } from "../support/world.ts";

/** Executives read #random, customers a shared channel that is called #general here. */
const READERS: Readonly<Record<string, object>> = {
  executives: { channels: ["random"] },
  affected_customers: { channels: ["general"] },
};

function policyWith(readers = READERS) {
  const shipped = shippedPolicy();
  return { ...shipped, audiences: shipped.audiences.map((one) => ({ ...one, ...readers[one.id] })) };
}

const KEEP = { "Keep it?": ["I have read this; the rest may go as it stands"] };
const PLAIN = "Since 14:00 UTC, some of you cannot pay by card. We are looking for the cause.";

/** A person opens the form by a command, fills it and sends it. */
async function writes(world: World, name: string, command: string, values: Record<string, string>): Promise<void> {
  const person = world.person(name);
  await person.command(ROOM, command);
  await world.settle();
  await person.submit(values);
  await world.settle();
}

async function answers(world: World, name: string, words: string, label: "Approve" | "Decline"): Promise<void> {
  const person = world.person(name);
  await person.click(person.finds(ROOM, words), label);
  await world.settle();
  if (label === "Decline") {
    await person.submit({});
    await world.settle();
  }
}

describe("the stakeholders", () => {
  it("are told by a text that the record fills, a person finishes, and nobody sends unread [COMM-1]", async () => {
    const world = await staffed("sev1", { policy: policyWith() });
    const sam = world.person("sam");
    const offer = sam.finds(ROOM, "The stakeholders have not been told yet.");
    expect(offer.plain).toContain("“First notification” for Executives");
    expect(sam.sees("#random")).toEqual([]);
    await sam.click(offer, "Write: First notification");
    await world.settle();
    const text = sam.modal().fields.find(({ label }) => label === "Text")?.value ?? "";
    expect(text).toContain("SEV-1 incident #1 has been declared: Checkout errors\n\nWhat users see: [what users see");
    await sam.submit();
    await world.settle();
    expect(sam.modal().plain).toContain("Not filled in* “[what users see, and how many]”");
    const finished = "SEV-1 incident #1: one in three payments fails since 14:00 UTC. Dana leads.";
    await sam.submit({ Text: finished });
    await world.settle();
    expect(world.person("lee").finds("#random", "one in three").plain).toBe(`${finished}\nby Sam`);
    expect(sam.see(offer)?.plain).toContain("“First notification” by Sam");
    expect(sam.see(offer)?.buttons).toEqual([]);
    expect(sam.finds(ROOM, "went to #random").plain).toContain("*“First notification”* by Sam");
    expect(await told(world)).toContain(`14:00:00 Sam sent “First notification” to #random: ${finished}`);
    expect(await world.verify()).toEqual([]);
  });

  it("are offered no first notification once they read the updates; the end is offered to whoever heard of it [COMM-1]", async () => {
    const world = await staffed("sev1", { policy: policyWith() });
    const sam = world.person("sam");
    await sam.command(ROOM, "/incident update Payments fail");
    await world.settle();
    expect(sam.finds(ROOM, "The stakeholders read the updates now").buttons).toEqual([]);
    await writes(world, "sam", "/incident notify customers", { Headline: "Problems with paying", Text: PLAIN });
    await answers(world, "dana", "cannot pay by card", "Approve");
    await world.person("dana").command(ROOM, "/incident resolve Undid release 2.3");
    await world.settle();
    await world.person("dana").submit({
      Impact: "Payments failed",
      "Service restored": true,
      "Metrics normal": true,
      "Users confirm": true,
    });
    await world.settle();
    const lee = world.person("lee");
    expect(lee.finds("#random", "Resolved").plain).toContain("Undid release 2.3");
    const offer = sam.finds(ROOM, "may want to know how it ended");
    expect(offer.buttons).toEqual(["Write: Customer notice: resolved"]);
    expect(offer.plain).toContain("“Customer notice: resolved” for Affected customers. It is filled from the record");
    await sam.command(ROOM, "/incident notify resolution");
    await world.settle();
    expect(sam.modal().plain).toContain("In their channels Executives read already that it is resolved.");
    expect(await world.verify()).toEqual([]);
  });

  it("are offered how it ended where no update reaches them: by direct message [COMM-1]", async () => {
    const lees = (sandbox: Sandbox) => policyWith({ executives: { people: [sandbox.person("lee").id] } });
    const world = await staffed("sev1", { policy: lees });
    await writes(world, "dana", "/incident resolve Undid release 2.3", {});
    await world.person("dana").submit({
      Impact: "Payments failed",
      "Service restored": true,
      "Metrics normal": true,
      "Users confirm": true,
    });
    await world.settle();
    const offer = world.person("sam").finds(ROOM, "may want to know how it ended");
    expect(offer.plain).toContain("“Resolution notice” for Executives");
  });

  it("get it by direct message where the policy names people and user groups [COMM-1]", async () => {
    const ofSandbox = (sandbox: Sandbox) => {
      const users = ["priya", "kim"].map((name) => sandbox.person(name).id);
      const group = sandbox.workspace.userGroups.create({ name: "Leaders", handle: "leaders", users });
      return policyWith({ executives: { people: [sandbox.person("lee").id], userGroups: [group.id] } });
    };
    const world = await staffed("sev1", { policy: ofSandbox });
    const before = posts(world).length;
    await writes(world, "sam", "/incident notify first", { Text: "Payments fail since 14:00 UTC." });
    expect(loudness(posts(world).slice(before))).toEqual({ [ROOM]: 1, "@kim": 1, "@lee": 1, "@priya": 1 });
    expect(await world.verify()).toEqual([]);
  });
});

describe("customers", () => {
  it("read only what a second person approved, to the letter; an edited text needs a new yes [COMM-2] [AUTH-2]", async () => {
    const world = await staffed("sev1", { policy: policyWith() });
    const lee = world.person("lee");
    await writes(world, "sam", "/incident notify customers", { Headline: "Problems with paying", Text: PLAIN });
    expect(world.person("sam").modal().plain).toContain("waits for a yes");
    expect(lee.sees("#general").some(({ plain }) => plain.includes("pay"))).toBe(false);
    const edited = `${PLAIN} Bank transfer works.`;
    await writes(world, "sam", "/incident notify customers", { Headline: "Problems with paying", Text: edited });
    await answers(world, "dana", "Bank transfer works.", "Approve");
    const heard = lee.sees("#general").filter(({ plain }) => plain.includes("pay"));
    expect(heard.map(({ plain }) => plain)).toEqual([`*Problems with paying*\n${edited}`]);
    expect(world.person("sam").finds(ROOM, "went to #general").plain).toBe(
      "*“Customer notice: investigating”* by Sam went to #general, exactly as it was approved.",
    );
    const incident = await world.bot().ctx.ledger.incident(1);
    expect(incident.notices.customers).toMatchObject({ status: "investigating", headline: "Problems with paying" });
    expect(await world.verify()).toEqual([]);
  });

  it("hear nothing of a text that was declined [COMM-2] [AUTH-2]", async () => {
    const world = await staffed("sev1", { policy: policyWith() });
    await writes(world, "sam", "/incident notify customers", { Headline: "Problems with paying", Text: PLAIN });
    await answers(world, "dana", "cannot pay by card", "Decline");
    expect(posts(world).filter(({ place }) => place === "#general")).toEqual([]);
    expect((await world.bot().ctx.ledger.incident(1)).notices.sent).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("are spared jargon and names of ours unless a person keeps them, on the record; secrets nobody keeps [COMM-2]", async () => {
    const world = await staffed("sev1", { policy: policyWith() });
    const sam = world.person("sam");
    const secret = "High latency on db-prod-3. Use AKIAIOSFODNN7EXAMPLE, says Kim.";
    await writes(world, "sam", "/incident notify customers", { Headline: "Slow pages", Text: secret });
    const found = sam.modal().plain;
    for (const words of [
      "Secret* “AWS key”",
      "Internal name* “db-prod-3”",
      "Internal name* “Kim”",
      "Jargon* “latency”",
    ]) {
      expect(found).toContain(words);
    }
    await sam.submit(KEEP);
    await world.settle();
    expect(sam.modal().plain).toContain("Secret* “AWS key”");
    expect(sam.modal().plain).not.toContain("Jargon");
    await sam.submit({ Text: "High latency on db-prod-3." });
    await world.settle();
    await answers(world, "dana", "High latency", "Approve");
    expect((await told(world)).join("\n")).toContain("although the check named “db-prod-3” and “latency”");
    expect((await told(world)).join("\n")).not.toContain("AKIA");
    expect(await world.verify()).toEqual([]);
  });
});

describe("who takes over", () => {
  it("gets the words of their trade: leaders impact and decisions, engineers the timeline [COMM-1]", async () => {
    const world = await staffed("sev1");
    const dana = world.person("dana");
    await dana.command(ROOM, "/incident handoff leadership @lee");
    await world.settle();
    for (const words of ["Business impact: [", "When it should be over: [", "Decisions needed from you: ["]) {
      expect(dana.modal().plain).toContain(words);
    }
    await dana.submit({ Text: "Payments fail for one in three. Decide by 15:30 UTC whether we close the shop." });
    await world.settle();
    expect(world.person("lee").finds("@app", "Decide by 15:30").plain).toContain("by Dana");
    await dana.command(ROOM, "/incident handoff engineering @kim");
    await world.settle();
    expect(dana.modal().plain).toContain("TIMELINE\n• 14:00 UTC  Dana declared it as SEV-1: Checkout errors");
    expect(dana.modal().plain).toContain("HYPOTHESIS\n[the suspected cause");
    expect(await world.verify()).toEqual([]);
  });

  it("copies the words from here where the policy names no place for them [COMM-1]", async () => {
    const world = await staffed("sev1");
    await writes(world, "sam", "/incident notify first", { Text: "Payments fail since 14:00 UTC." });
    expect(world.person("sam").modal().plain).toContain("Payments fail since 14:00 UTC.");
    expect(world.person("sam").finds(ROOM, "is ready to copy").plain).toContain("Payments fail since 14:00 UTC.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("an incident that is nobody else's business", () => {
  it("goes to no audience when it is private, to no outsider, and never to customers [COMM-2] [AUTH-3]", async () => {
    const world = await staffed("sev1 --private", { policy: policyWith() });
    const [sam, lee] = [world.person("sam"), world.person("lee")];
    expect(sam.sees(ROOM).some(({ plain }) => plain.includes("have not been told"))).toBe(false);
    await sam.command(ROOM, "/incident notify customers");
    await world.settle();
    expect(sam.finds(ROOM, "so nothing of it goes to customers").ephemeral).toBe(true);
    await sam.command(ROOM, "/incident notify first");
    await world.settle();
    expect(sam.modal().plain).toContain("No audience of the policy");
    expect(sam.modal().fields[0]?.options.join()).not.toContain("Customer");
    const refused = await sam.submit({ "And to these people": ["lee"], Text: "Payments fail." });
    expect(refused.errors["And to these people"]).toContain("not in the private incident #1");
    expect(everythingSeenBy(world, lee.name)).not.toContain("Payments fail.");
    await sam.submit({ "And to these people": ["kim"], Text: "Payments fail." });
    await world.settle();
    expect(world.person("kim").finds("@app", "Payments fail.").plain).toContain("by Sam");
    expect(await world.verify()).toEqual([]);
  });

  it("stays in its channel when it is a drill, and says that it is one [COMM-1]", async () => {
    const world = await staffed("sev1 --drill", { policy: policyWith() });
    const before = posts(world).length;
    await writes(world, "sam", "/incident notify customers", { Headline: "Problems with paying", Text: PLAIN });
    expect(loudness(posts(world).slice(before))).toEqual({ [ROOM]: 1 });
    expect(world.person("sam").finds(ROOM, PLAIN).plain).toContain("[Drill] “Customer notice: investigating”");
    expect(await world.verify()).toEqual([]);
  });
});

it("shows the words of a notice as they were typed: they call nobody and format nothing [COMM-1]", async () => {
  const world = await staffed("sev1", { policy: policyWith() });
  await writes(world, "sam", "/incident notify first", {
    Text: "<!channel> & <@U0DANA001> <https://evil.example|pay here>",
  });
  const seen = world.person("lee").finds("#random", "pay here");
  expect(seen.pings).toEqual([]);
  expect(seen.plain).toContain("<!channel> & <@U0DANA001>");
  expect(await world.verify()).toEqual([]);
});
