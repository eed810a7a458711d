import { describe, expect, it } from "vitest";
import { MINUTE, THURSDAY, timelineWorld } from "./timeline-world.ts";

const CHANNEL = "inc-1-checkout";

describe("/incident note", () => {
  it("is read in the person's own time zone and answered in private [TL-4]", async () => {
    const { open, entries, sandbox, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana", "kim"]);
    // 14:00 UTC is 10:00 in New York and 23:00 in Seoul.
    const { ephemeral } = await dana.command(CHANNEL, "/incident note 09:45 deploy of api 2.3.1 finished");
    expect(ephemeral[0]?.plain).toContain("Noted for #1: today at");
    await sandbox.person("kim").command(CHANNEL, "/incident note 22:50 saw the first error");
    expect((await entries(id, "note_added")).map(({ at, data }) => [at, data])).toEqual([
      [THURSDAY - 15 * MINUTE, { text: "deploy of api 2.3.1 finished" }],
      [THURSDAY - 10 * MINUTE, { text: "saw the first error" }],
    ]);
  });

  it("answers a time to come with a sentence and records nothing [TL-4] [OPS-5]", async () => {
    const { open, entries, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    const { ephemeral } = await dana.command(CHANNEL, "/incident note 17:00 all will be well");
    expect(ephemeral[0]?.plain).toContain("17:00 is still to come");
    expect(await entries(id, "note_added")).toEqual([]);
  });

  it("opens a form when words lack, whose wrong time is shown under its field [TL-4]", async () => {
    const { open, entries, sandbox, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    await dana.command(CHANNEL, "/incident note");
    await sandbox.until(() => dana.hasModal());
    const { errors } = await dana.submit({ "What happened": "failover began", When: "soonish" });
    expect(errors).toEqual({ When: expect.stringContaining("not a time that I can read") });
    await dana.submit({ When: "10m ago" });
    expect(await entries(id, "note_added")).toMatchObject([
      { at: THURSDAY - 10 * MINUTE, data: { text: "failover began" } },
    ]);
  });
});

describe("/incident timeline", () => {
  it("shows key events and marked messages, in private, by name [TL-5]", async () => {
    const { open, sandbox, settle, dana } = await timelineWorld();
    await open(CHANNEL, ["dana", "sam"]);
    const chatter = await dana.say(CHANNEL, "hello?");
    const finding = await sandbox.person("sam").say(CHANNEL, "it is the cache & <nothing> else");
    await dana.react(finding, "bulb");
    await settle();
    const { ephemeral } = await dana.command(CHANNEL, "/incident timeline");
    const plain = ephemeral[0]?.plain ?? "";
    expect(plain).toContain("Sam: it is the cache & <nothing> else");
    expect(plain).toContain("root cause");
    expect(plain).not.toContain("hello?");
    expect(dana.see(chatter)).toBeDefined();
  });

  it("with `all` shows everything, paged by buttons in the same place [TL-5]", async () => {
    const { open, settle, pass, dana } = await timelineWorld();
    await open(CHANNEL, ["dana"]);
    for (let count = 1; count <= 20; count += 1) {
      await dana.say(CHANNEL, `message ${count}.`);
      await pass(1_000);
    }
    const { ephemeral } = await dana.command(CHANNEL, "/incident timeline all");
    const shown = () => dana.finds(CHANNEL, "Timeline of #1");
    expect(ephemeral).toHaveLength(1);
    expect(shown().plain).toContain("message 20.");
    expect(shown().plain).not.toContain("message 5.");
    await dana.click(shown(), "Older");
    await settle();
    expect(shown().plain).toContain("message 5.");
    expect(shown().plain).not.toContain("message 6.");
    await dana.say(CHANNEL, "meanwhile");
    await dana.click(shown(), "Newer");
    await settle();
    expect(shown().plain).toContain("meanwhile");
    await dana.click(shown(), "Key events only");
    await settle();
    expect(shown().plain).not.toContain("meanwhile");
    expect(dana.sees(CHANNEL).filter(({ plain }) => plain.includes("Timeline of #1"))).toHaveLength(1);
  });

  it("sends a file to the asker alone, once, even when Slack's answer is lost [TL-5]", async () => {
    const { open, sandbox, settle, pass, dana } = await timelineWorld();
    await open(CHANNEL, ["dana", "sam"]);
    await dana.say(CHANNEL, "a line for the file");
    await settle();
    sandbox.faults.add({ kind: "lost_answer", methods: ["files.completeUploadExternal"], times: 1 });
    await dana.command(CHANNEL, "/incident timeline export md");
    await pass(2 * MINUTE);
    const files = dana.dm().flatMap((message) => message.files);
    expect(files).toHaveLength(1);
    expect(files[0]?.name).toMatch(/^incident-1-timeline-\d{14}\.md$/);
    expect(files[0]?.content).toContain("Dana: a line for the file");
    expect(sandbox.person("sam").dm()).toEqual([]);
    expect(dana.sees(CHANNEL).flatMap((message) => message.files)).toEqual([]);
  });

  it.each([
    ["json", '"kind": "message_said"'],
    ["csv", "time_utc,"],
  ])("comes as %s too [TL-5]", async (format, part) => {
    const { open, pass, dana } = await timelineWorld();
    await open(CHANNEL, ["dana"]);
    await dana.say(CHANNEL, "a line");
    await dana.command(CHANNEL, `/incident timeline export ${format}`);
    await pass(MINUTE);
    expect(dana.dm()[0]?.files[0]?.content).toContain(part);
  });

  it("says why no file comes where Slack takes none [TL-5] [OPS-9]", async () => {
    const { open, sandbox, settle, dana } = await timelineWorld();
    await open(CHANNEL, ["dana"]);
    sandbox.faults.add({ kind: "missing_scope", needed: "files:write", methods: ["files.getUploadURLExternal"] });
    await dana.command(CHANNEL, "/incident timeline export md");
    await settle();
    expect(dana.dm().at(-1)?.plain).toContain("Slack does not let me upload here (missing_scope)");
  });

  it("of a private incident is shown to nobody who is not in it, by number, page or file [TL-5] [INC-4]", async () => {
    const { open, sandbox, settle, dana } = await timelineWorld();
    const id = await open("inc-1-secret", ["dana"], true);
    await dana.say("inc-1-secret", "the breach");
    const sam = sandbox.person("sam");
    for (const words of [`timeline #${id}`, `timeline #${id} export md`, `note #${id} hello`, "search breach"]) {
      const { ephemeral } = await sam.command("general", `/incident ${words}`);
      expect(ephemeral[0]?.plain).toMatch(/There is no incident|Nothing on record/);
    }
    await settle();
    expect(sam.dm()).toEqual([]);
  });
});

describe("a message put on a timeline", () => {
  it("goes to the only open incident, with its author and its time, once [TL-4]", async () => {
    const { open, entries, sandbox, settle, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    const sam = sandbox.person("sam");
    const message = await sam.say("random", "the vendor says <them> not us");
    await dana.messageShortcut(message, "add_to_timeline");
    await dana.messageShortcut(message, "add_to_timeline");
    await settle();
    expect(await entries(id, "message_added")).toMatchObject([
      { by: `person:${sam.id}`, data: { text: "the vendor says <them> not us", addedBy: dana.id } },
    ]);
    expect(dana.finds("random", "Added to the timeline of #1").ephemeral).toBe(true);
    expect(dana.finds("random", "is on the timeline of #1").ephemeral).toBe(true);
    expect(() => sam.finds("random", "timeline")).toThrow();
  });

  it("asks which incident when several are open, and offers no private one to others [TL-4] [INC-4]", async () => {
    const { open, entries, sandbox, dana } = await timelineWorld();
    await open(CHANNEL, ["dana"]);
    const second = await open("inc-2-login", ["dana"]);
    await open("inc-3-secret", ["dana"], true);
    const sam = sandbox.person("sam");
    const message = await dana.say("random", "logins fail too, says @sam \u0001".padEnd(1_300, "\u0001"));
    await sam.messageShortcut(message, "add_to_timeline");
    await sandbox.until(() => sam.hasModal());
    const field = sam.modal().fields.find(({ label }) => label === "Incident");
    expect(field?.options).toEqual(["#2 SEV-2 Trouble in inc-2-login", "#1 SEV-2 Trouble in inc-1-checkout"]);
    expect(sam.modal().plain).toContain("logins fail too, says Sam");
    await sam.submit({ Incident: "#2 SEV-2 Trouble in inc-2-login" });
    expect(await entries(second, "message_added")).toMatchObject([
      { data: { text: `logins fail too, says @{${sam.id}}` } },
    ]);
    expect(sam.modal().plain).toContain("Added to the timeline of #2");
  });

  it("is answered with a sentence when no incident is open [TL-4] [INC-9]", async () => {
    const { settle, dana } = await timelineWorld();
    const message = await dana.say("random", "hm");
    await dana.messageShortcut(message, "add_to_timeline");
    await settle();
    expect(dana.finds("random", "No incident is open").ephemeral).toBe(true);
  });
});

describe("/incident search", () => {
  it("finds words and titles in every incident, grouped, with the way to each message [TL-5]", async () => {
    const { open, sandbox, settle, dana } = await timelineWorld();
    await open(CHANNEL, ["dana"]);
    await open("inc-2-login", ["dana"]);
    await dana.say(CHANNEL, "a timeout in the cache");
    await dana.say("inc-2-login", "Timeout again");
    await settle();
    const { ephemeral } = await dana.command("general", "/incident search timeout");
    const plain = ephemeral[0]?.plain ?? "";
    expect(plain.indexOf("Timeout again")).toBeGreaterThan(plain.indexOf("#2 Trouble in inc-2-login"));
    expect(plain.indexOf("a timeout in the cache")).toBeGreaterThan(plain.indexOf("#1 Trouble in inc-1-checkout"));
    expect(JSON.stringify(ephemeral[0]?.blocks)).toContain(`${sandbox.url}/archives/`);
    const titles = await dana.command("general", "/incident search trouble login");
    expect(titles.ephemeral[0]?.plain).toContain("#2 Trouble in inc-2-login");
    const nothing = await dana.command("general", "/incident search");
    expect(nothing.ephemeral[0]?.plain).toContain("What are you looking for?");
  });
});
