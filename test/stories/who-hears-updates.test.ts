import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { loudness, posts } from "../support/posts.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { startWorld } from "../support/world.ts";

/** The shipped policy in an organisation that told which channels its executives and its support leads read. */
function policyWithReaders() {
  const shipped = shippedPolicy();
  const readers: Record<string, string[]> = { executives: ["random"], support: ["general"] };
  return { ...shipped, audiences: shipped.audiences.map((one) => ({ ...one, channels: readers[one.id] ?? [] })) };
}

describe("those outside an incident", () => {
  it("hear each update once, in the place that they chose, and in no other [UPD-1] [UPD-7]", async () => {
    const world = await staffed("sev1", { policy: policyWithReaders() });
    await world.person("lee").command("#general", "/incident subscribe #1");
    await world.person("priya").command("#general", "/incident subscribe sev1");
    await world.person("sam").command("#general", "/incident subscribe sev1");
    await world.settle();
    const before = posts(world).length;
    await world.person("sam").command(ROOM, "/incident update Rolling back api 2.3.1");
    await world.settle();
    expect(loudness(posts(world).slice(before))).toEqual({
      [ROOM]: 1,
      "#incidents/thread": 1,
      "#random": 1,
      "@lee": 1,
      "@priya": 1,
    });
    expect(world.person("alex").finds("#random", "Rolling back").plain).toContain("SEV-1 #1 Checkout errors");
    expect(await world.verify()).toEqual([]);
  });

  it("hear what the severity of the day brings: its own stakeholders, those who subscribed to it [RANK-1] [UPD-7]", async () => {
    const world = await staffed("sev1", { policy: policyWithReaders() });
    await world.person("priya").command("#general", "/incident subscribe sev1");
    await world.person("dana").command(ROOM, "/incident severity sev2 Only the web shop");
    await world.settle();
    const before = posts(world).length;
    await world.person("sam").command(ROOM, "/incident update Rolling back api 2.3.1");
    await world.settle();
    expect(loudness(posts(world).slice(before))).toEqual({ [ROOM]: 1, "#general": 1, "#incidents/thread": 1 });
    expect(await world.verify()).toEqual([]);
  });

  it("ask for an update by a button; all of them are one question to the speaker, answered once [UPD-6]", async () => {
    const world = await staffed("sev2");
    const [lee, priya, alex, sam] = ["lee", "priya", "alex", "sam"].map((name) => world.person(name));
    if (!lee || !priya || !alex || !sam) throw new Error("somebody is missing");
    const before = posts(world).length;
    for (const asker of [lee, priya, alex, lee]) {
      await asker.click(asker.finds("#incidents", "Checkout errors"), "Request an update");
      await world.settle();
    }
    expect(loudness(posts(world).slice(before))).toEqual({ "@sam": 1 });
    const question = sam.finds("@app", "for an update.");
    expect(question.plain).toContain("Lee, Priya and Alex L ask for an update.");
    expect(lee.finds("#incidents", "You have asked already").ephemeral).toBe(true);
    await sam.click(question, "Nothing new");
    await world.settle();
    expect(sam.see(question)?.plain).toContain("Done: Sam posted an update.");
    expect(sam.see(question)?.buttons).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("are asked for in the channel while nobody speaks for the incident [UPD-6]", async () => {
    const world = await startWorld();
    const lee = world.person("lee");
    await world.person("dana").command("#general", "/incident declare sev2 Checkout errors");
    await world.settle();
    await lee.click(lee.finds("#incidents", "Checkout errors"), "Request an update");
    await world.settle();
    expect(world.person("dana").finds(ROOM, "Lee asks for an update.").buttons).toEqual([
      "Write update",
      "Nothing new",
    ]);
    expect(await world.verify()).toEqual([]);
  });
});
