import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/config/index.ts";
import { isVisibleTo } from "../../src/core/product.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { withLadder } from "../support/on-call.ts";
import { posts as allPosts, heard } from "../support/posts.ts";
import { asks, declare, incidentNow, last, posts, ROOM, whispers } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { HOUR, MINUTE, startWorld, type World } from "../support/world.ts";

/** Thursday, 12 March 2026, 03:00 UTC: Kim's week, and everybody asleep. */
const NIGHT = Date.UTC(2026, 2, 12, 3, 0);

const atNight = (): Promise<World> => startWorld({ startAt: NIGHT, policy: withLadder });

/** Every page that went out by direct message: "03:05 @alex". */
const paged = (world: World): string[] =>
  heard(allPosts(world), /You are paged/).map((line) => line.replace(" You are paged", ""));

/** What a person's latest page reads now, without bold. */
function pageOf(person: Person) {
  const page = last(person.dm().filter(({ plain }) => /paged as/i.test(plain)));
  return { ...page, plain: page.plain.replaceAll("*", "") };
}

const lastCard = (person: Person) => last(posts(person).filter(({ buttons }) => buttons.includes("Take command")));

/** Answers the page and takes command, so that nothing is left to call people for. */
async function comes(world: World, person: Person): Promise<void> {
  await person.click(pageOf(person), "Acknowledge");
  await world.settle();
  await person.command(ROOM, "/incident lead");
  await world.settle();
}

describe("nobody acknowledges a SEV-1 at three in the night", () => {
  it("the ladder climbs rung by rung, to the minute [ESC-2]", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await world.pass(45 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:10 @sam", "03:15 @lee", "03:30 @priya"]);
    const [end, ...more] = posts(dana).filter(({ plain }) => plain.includes("Nobody is left to call"));
    expect([end?.buttons, more]).toEqual([["Page"], []]);
    expect(end?.plain).toContain("Vice president and Executives. Why they were called: Declared as SEV-1\n");
    const lines = await told(world);
    expect(lines).toContain("03:35:00 Everybody on the ladder who can be called was called, and nobody has taken it");
    expect(lines).toContain("03:00:00 On-call engineer called: Kim");
    expect(lines).toContain("03:05:00 Secondary on call called: Alex L");
    expect(lines).toContain("03:30:00 Executives called: a user group");
    expect(posts(dana).filter(({ plain }) => /paged\*? as/.test(plain))).toHaveLength(5);
    expect(await world.verify()).toEqual([]);
  });

  it("a page says what is the matter, why now, what was tried, the best guess, what is needed and by when [ESC-3]", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await dana.say(ROOM, "Restarted the workers, no change").then((message) => dana.react(message, "wrench"));
    await dana.say(ROOM, "db-1 refuses connections").then((message) => dana.react(message, "mag"));
    await dana.command(ROOM, "/incident note DNS is ruled out");
    await world.pass(5 * MINUTE);
    const { plain, buttons } = pageOf(world.person("alex"));
    expect(plain).toContain("You are paged: SEV-1 incident #1: Checkout errors");
    expect(plain).toContain("Why now: Declared as SEV-1. No answer yet from Kim\n");
    expect(plain).toMatch(/State: Investigating since .*nobody commands/);
    expect(plain).toContain("Restarted the workers, no change");
    expect(plain).toContain("DNS is ruled out");
    expect(plain).toContain("Best hypothesis: Dana: db-1 refuses connections");
    expect(plain).toContain("Needed: acknowledge, come to #inc-1-checkout-errors, and take command");
    expect(plain).toMatch(/By when: .*then it goes to Engineering manager/);
    expect(buttons).toEqual(["Acknowledge", "Pass on"]);
  });

  it("a page says so when nobody stands on the rungs after it [ESC-3]", async () => {
    const policy = (sandbox: Parameters<typeof withLadder>[0]): Policy => {
      const { escalation, ...rest } = withLadder(sandbox);
      const nobody = { people: [], userGroups: [] };
      const ladder = escalation.ladder.map((rung) => (rung.who.onCall ? rung : { ...rung, who: nobody }));
      return { ...rest, escalation: { ...escalation, ladder } };
    };
    const world = await startWorld({ startAt: NIGHT, policy });
    const dana = await declare(world);
    await world.pass(6 * MINUTE);
    expect(pageOf(world.person("alex")).plain).toMatch(
      /By when: .*; there is nobody after you, so the channel is asked/,
    );
    await world.pass(5 * MINUTE);
    const sad = last(posts(dana).filter(({ plain }) => plain.includes("Nobody is left to call")));
    expect(sad.plain).toContain(
      "Called so far: On-call engineer and Secondary on call. Why they were called: Declared as SEV-1\n",
    );
  });

  it("the bot is restarted in the middle and pages nobody twice [ESC-2]", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(7 * MINUTE);
    await world.stopBot();
    await world.startBot();
    await world.pass(5 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:10 @sam"]);
    await world.stopBot();
    await world.clock.advance(6 * MINUTE, async () => {});
    await world.startBot();
    await world.pass(MINUTE);
    expect(paged(world).map((line) => line.slice(6))).toEqual(["@kim", "@alex", "@sam", "@lee"]);
    expect(await world.verify()).toEqual([]);
  });
});

describe("a page is answered", () => {
  it("on the second rung, and the climb stops: every message of it says who came when [ESC-2]", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await world.pass(7 * MINUTE);
    const alex = world.person("alex");
    await comes(world, alex);
    await world.pass(20 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex"]);
    for (const message of [pageOf(alex), pageOf(world.person("kim"))]) {
      expect(message.plain).toContain("Acknowledged by Alex L");
      expect(message.buttons).toEqual([]);
    }
    expect(posts(dana).filter(({ plain }) => plain.includes("Acknowledged by Alex L"))).toHaveLength(2);
    const { facts } = await incidentNow(world);
    expect([facts.acknowledgedBy, facts.times.acknowledged]).toEqual([alex.id, NIGHT + 7 * MINUTE]);
    expect(await told(world)).toContain("03:07:00 Alex L acknowledged the page");
    expect(await world.verify()).toEqual([]);
  });

  it("by whoever slept through the first minutes: the page stays good while nobody came [ESC-2]", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(12 * MINUTE);
    const kim = world.person("kim");
    await comes(world, kim);
    await world.pass(15 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:10 @sam"]);
    expect(pageOf(world.person("sam")).plain).toContain("Acknowledged by Kim");
  });

  it("by passing it on: the next rung is called in the same minute [ESC-2]", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(2 * MINUTE);
    const kim = world.person("kim");
    await kim.click(pageOf(kim), "Pass on");
    await world.settle();
    expect(paged(world)).toEqual(["03:00 @kim", "03:02 @alex"]);
    expect(pageOf(kim).plain).toMatch(/Passed on by Kim .*; it went to Secondary on call\./);
    await world.pass(5 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:02 @alex", "03:07 @sam"]);
    expect(await world.verify()).toEqual([]);
  });

  it("by two at once: one is first, the other is told [ESC-2]", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(6 * MINUTE);
    const [kim, alex] = [world.person("kim"), world.person("alex")];
    await Promise.all([kim.click(pageOf(kim), "Acknowledge"), alex.click(pageOf(alex), "Acknowledge")]);
    await world.settle();
    const { ending } = (await incidentNow(world)).escalation.raised.e1 ?? {};
    expect(ending?.how).toBe("acknowledged");
    const loser = ending?.how === "acknowledged" && ending.by === `person:${kim.id}` ? alex : kim;
    expect(
      loser
        .dm()
        .map(({ plain }) => plain)
        .join("\n"),
    ).toContain("Somebody was faster");
    expect(await world.verify()).toEqual([]);
  });

  it("elsewhere: whoever acknowledges the incident or takes command stops the climb [ESC-2]", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await world.pass(2 * MINUTE);
    await dana.command(ROOM, "/incident lead");
    await world.pass(20 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim"]);
    expect(pageOf(world.person("kim")).plain).toContain("No longer needed");
  });
});

describe("whoever was paged comes without pressing anything [ESC-2]", () => {
  it.each<[string, string, (kim: Person) => Promise<unknown>]>([
    ["writes", "wrote in the channel", (kim) => kim.say(ROOM, "I am looking")],
    ["notes something", "added a note", (kim) => kim.command(ROOM, "/incident note 03:01 pool is full")],
    ["marks a message", "marked a message", (kim) => kim.react(kim.finds(ROOM, "p99 is 6 s"), "mag")],
    ["takes a role", "gave or took a role", (kim) => kim.command(ROOM, "/incident role tech_lead")],
    ["posts an update", "posted an update", (kim) => kim.command(ROOM, "/incident update We look into it")],
  ])("who %s is there: nobody else is called, and the page says what showed it", async (_, what, come) => {
    const world = await atNight();
    const dana = await declare(world);
    await dana.say(ROOM, "p99 is 6 s");
    await world.pass(2 * MINUTE);
    const kim = world.person("kim");
    await come(kim);
    await world.pass(20 * MINUTE);
    expect(paged(world).filter((line) => line < "03:15")).toEqual(["03:00 @kim"]);
    expect(pageOf(kim).plain).toMatch(new RegExp(`Acknowledged by Kim .*, who ${what}\\.`));
    expect(await told(world)).toContain(`03:02:00 Kim ${what}, which acknowledges the page`);
    const { facts } = await incidentNow(world);
    expect([facts.acknowledgedBy, facts.times.acknowledged]).toEqual([kim.id, NIGHT + 2 * MINUTE]);
    expect(await world.verify()).toEqual([]);
  });

  it("who acknowledges the incident itself has said so outright", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(2 * MINUTE);
    const kim = world.person("kim");
    await kim.click(lastCard(kim), "Acknowledge");
    await world.settle();
    expect(pageOf(kim).plain).toMatch(/^Acknowledged by Kim [^,]*\.\n/);
    expect(pageOf(kim).buttons).toEqual([]);
    expect(await told(world)).toContain("03:02:00 Kim acknowledged the page");
  });

  it("was that no answer, Pass on calls the next at once, and further words of theirs change nothing", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(2 * MINUTE);
    const kim = world.person("kim");
    await kim.say(ROOM, "I am on a train, sorry");
    await world.settle();
    expect(pageOf(kim).buttons).toEqual(["Pass on"]);
    await kim.click(pageOf(kim), "Pass on");
    await world.settle();
    expect(paged(world)).toEqual(["03:00 @kim", "03:02 @alex"]);
    await kim.say(ROOM, "tunnel");
    await world.pass(5 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:02 @alex", "03:07 @sam"]);
    const alex = world.person("alex");
    await comes(world, alex);
    await world.pass(10 * MINUTE);
    expect(paged(world)).toHaveLength(3);
    expect(pageOf(world.person("sam")).plain).toContain("Acknowledged by Alex L");
    expect(await world.verify()).toEqual([]);
  });

  it("who writes late opens the way for nobody but themselves: with their Pass on all later pages are open again", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(7 * MINUTE);
    const [kim, alex] = [world.person("kim"), world.person("alex")];
    await kim.say(ROOM, "what is going on?");
    await world.settle();
    expect(pageOf(alex).buttons).toEqual([]);
    await kim.click(pageOf(kim), "Pass on");
    await world.settle();
    expect(pageOf(alex).buttons).toEqual(["Acknowledge", "Pass on"]);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:07 @sam"]);
    await comes(world, alex);
    expect(pageOf(world.person("sam")).plain).toContain("Acknowledged by Alex L");
    expect(await world.verify()).toEqual([]);
  });

  it("others may talk as they like: the ladder climbs, and says of whom there is no answer", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await dana.say(ROOM, "anybody here?");
    await world.pass(11 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:10 @sam"]);
    expect(pageOf(world.person("sam")).plain).toContain("No answer yet from Kim and Alex L\n");
    expect(posts(dana).filter(({ plain }) => plain.includes("Nobody has acknowledged"))).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});

describe("whoever reports it works on while people are called [ESC-2]", () => {
  it.each([
    "/incident update Carts are empty for everybody",
    "/incident severity sev2",
    "/incident status investigation",
    "/incident role commander @lee",
    "/incident role tech_lead @lee",
    "/incident role scribe",
    "/incident role communications",
  ])("%s calls nobody off: the ladder climbs, and nothing says that it was acknowledged", async (words) => {
    const world = await atNight();
    const dana = await declare(world);
    await world.pass(MINUTE);
    await dana.command(ROOM, words);
    await world.pass(10 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:10 @sam"]);
    expect((await incidentNow(world)).facts.times.acknowledged).toBeUndefined();
    expect((await told(world)).join("\n")).not.toMatch(/acknowledged|Nobody else is called/);
    expect(await world.verify()).toEqual([]);
  });

  it.each([
    ["acknowledges it", "/incident acknowledge"],
    ["takes a role", "/incident role tech_lead"],
    ["takes command", "/incident lead"],
  ])("but when anybody %s, nobody else is called, and the pages say who it was", async (_, words) => {
    const world = await atNight();
    const dana = await declare(world);
    await world.pass(MINUTE);
    await dana.command(ROOM, words);
    await world.pass(13 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim"]);
    expect(pageOf(world.person("kim")).plain).toMatch(/^No longer needed .*: Dana took (it up|command)\./);
    expect((await incidentNow(world)).facts.acknowledgedBy).toBe(dana.id);
    expect(await world.verify()).toEqual([]);
  });

  it("a role that was given counts once its holder does something", async () => {
    const world = await atNight();
    const dana = await declare(world);
    await dana.command(ROOM, "/incident role commander @lee");
    await world.pass(6 * MINUTE);
    const lee = world.person("lee");
    await lee.say(ROOM, "I am up");
    await world.pass(6 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex"]);
    expect(pageOf(world.person("alex")).plain).toContain("Lee took");
    expect(await world.verify()).toEqual([]);
  });

  it("where nobody is called, whoever works on it has acknowledged it", async () => {
    const world = await startWorld({ startAt: NIGHT });
    const dana = await declare(world);
    await dana.command(ROOM, "/incident update We look into it");
    await world.settle();
    expect((await incidentNow(world)).facts.acknowledgedBy).toBe(dana.id);
    expect(await world.verify()).toEqual([]);
  });
});

describe("somebody cannot be reached", () => {
  it("the next rung is called at once, and the channel still names both [ESC-2]", async () => {
    const world = await atNight();
    world.sandbox.workspace.people.change(world.person("kim").id, { deleted: true });
    const dana = await declare(world);
    await world.pass(MINUTE);
    expect(paged(world)).toEqual(["03:00 @alex"]);
    expect(posts(dana).filter(({ plain }) => /paged\*? as/.test(plain))).toHaveLength(2);
    expect((await told(world)).join("\n")).toMatch(/Kim cannot be paged in Slack/);
    expect(await world.verify()).toEqual([]);
  });

  it("everybody was called: the channel is told, and a page by name goes on [ESC-2]", async () => {
    const world = await atNight();
    const dana = await declare(world);
    for (const name of ["kim", "alex", "sam", "lee", "priya"]) {
      await world.pass(2 * MINUTE);
      const person = world.person(name);
      await person.click(pageOf(person), "Pass on");
      await world.settle();
    }
    const sad = last(
      posts(dana).filter(({ plain }) => plain.includes("Nobody is left to call, and nobody has taken it.")),
    );
    expect(sad.buttons).toEqual(["Page"]);
    await dana.click(sad, "Page");
    await world.settle();
    await dana.submit({ People: ["alex"], "Why now": "Nobody else answers" });
    await world.settle();
    expect(paged(world).at(-1)).toBe("03:10 @alex");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a guest, whom no app can bring into a channel, [ESC-2] [INC-4]", () => {
  it.each(["sev1", "sev1 --private"])(
    "is not paged into a %s: whoever asks is told, and the guest hears nothing",
    async (words) => {
      const world = await atNight();
      const dana = await declare(world, `${words} Checkout errors`);
      const gus = world.person("gus");
      expect(await asks(world, dana, "/incident page @gus the gateway is yours")).toBe(
        "Gus (vendor) is a guest, and I cannot bring guests into an incident, so nobody was called. Choose a member, or have them added to #inc-1-checkout-errors by hand first.",
      );
      expect(paged(world)).toEqual(["03:00 @kim"]);
      expect(gus.dm()).toEqual([]);
      await dana.invite(ROOM, ["gus"]);
      await world.settle();
      await asks(world, dana, "/incident page @gus the gateway is yours");
      expect(paged(world).at(-1)).toBe("03:00 @gus");
      await gus.click(pageOf(gus), "Acknowledge");
      await world.settle();
      expect(pageOf(gus).plain).toContain("Acknowledged by Gus");
      expect(await world.verify()).toEqual([]);
    },
  );

  it("who stands on the ladder is passed over at once, and is not in it by that", async () => {
    const world = await startWorld({
      startAt: NIGHT,
      policy: (sandbox) => {
        const { escalation, ...rest } = withLadder(sandbox);
        const people = [sandbox.workspace.people.named("gus")?.id ?? ""];
        const ladder = escalation.ladder.map((rung) =>
          rung.id === "on_call" ? { ...rung, who: { people, userGroups: [] } } : rung,
        );
        return { ...rest, escalation: { ...escalation, ladder } };
      },
    });
    await declare(world, "sev1 --private Checkout errors");
    await world.pass(MINUTE);
    const gus = world.person("gus");
    expect(paged(world)).toEqual(["03:00 @alex"]);
    expect(gus.dm()).toEqual([]);
    expect(isVisibleTo(await incidentNow(world), gus.id)).toBe(false);
    expect((await told(world)).join("\n")).toMatch(/03:00:00 Gus.* cannot be paged in Slack/);
    expect(await world.verify()).toEqual([]);
  });
});

describe("the severity changes", () => {
  it.each<[string, (world: World, dana: Person) => Promise<unknown>]>([
    ["by a command", (_, dana) => dana.command(ROOM, "/incident severity sev1")],
    [
      "by the form on its impact",
      async (world, dana) => {
        await dana.command(ROOM, "/incident assess");
        await dana.submit({ "How many users are hit?": "All of them" });
        await world.settle();
        await dana.click("modal", "Set SEV-1");
      },
    ],
  ])(
    "raised to SEV-1 by a person, %s, the ladder starts then; lowered, nobody else is called [ESC-2]",
    async (_, raise) => {
      const world = await atNight();
      const dana = await declare(world, "sev3 Checkout errors");
      await dana.command(ROOM, "/incident update Carts are empty");
      await world.pass(4 * MINUTE);
      expect(paged(world)).toEqual([]);
      await raise(world, dana);
      await world.pass(6 * MINUTE);
      expect(paged(world)).toEqual(["03:04 @kim", "03:09 @alex"]);
      expect(pageOf(world.person("kim")).plain).toContain("Why now: Raised to SEV-1");
      await dana.command(ROOM, "/incident severity sev2");
      await world.pass(3 * MINUTE);
      await dana.command(ROOM, "/incident severity sev4");
      await world.pass(30 * MINUTE);
      expect(paged(world)).toHaveLength(2);
      expect(pageOf(world.person("kim")).plain).toContain("the severity went down");
      expect(await world.verify()).toEqual([]);
    },
  );

  it.each([
    ["who holds a role", "/incident lead"],
    ["who was called", undefined],
  ])(
    "raised while somebody works in it %s, nobody is called anew, and the record says why [ESC-2]",
    async (_, words) => {
      const world = await atNight();
      const dana = await declare(world, words ? "sev3 Checkout errors" : "sev2 Checkout errors");
      const kim = world.person("kim");
      await world.pass(MINUTE);
      await (words ? dana.command(ROOM, words) : kim.click(pageOf(kim), "Acknowledge"));
      await world.pass(MINUTE);
      const before = paged(world);
      await dana.command(ROOM, "/incident severity sev1");
      await world.pass(2 * MINUTE);
      expect(paged(world)).toEqual(before);
      expect(await told(world)).toContain(
        "03:02:00 Nobody is called for the graver severity: people are on it already",
      );
      await (words ? dana.command(ROOM, "/incident role release commander") : undefined);
      await world.pass(MINUTE);
      expect(paged(world)).toEqual(before);
      expect(await world.verify()).toEqual([]);
    },
  );
});

describe("a private incident [ESC-2] [INC-4]", () => {
  it("lets in whoever is paged, and nobody else learns of it", async () => {
    const world = await atNight();
    const dana = await declare(world, "sev1 --private Checkout errors");
    await world.pass(MINUTE);
    const kim = world.person("kim");
    expect(pageOf(kim).plain).toContain("Checkout errors");
    expect(kim.canSee(ROOM)).toBe(true);
    expect(world.person("alex").canSee(ROOM)).toBe(false);
    expect(world.person("alex").dm()).toEqual([]);
    await comes(world, kim);
    await world.pass(20 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim"]);
    expect(await asks(world, dana, "/incident timeline all")).toContain("Invited: Kim");
    expect(await world.verify()).toEqual([]);
  });
});

describe("nobody is paged [ESC-2]", () => {
  it.each(["--past", "--drill"])("for an incident declared with %s, not even by hand", async (flag) => {
    const world = await atNight();
    const dana = await declare(world, `sev1 ${flag} Checkout errors`);
    if (flag === "--past") {
      await dana.submit({ Started: NIGHT - HOUR });
      await world.settle();
    }
    await world.pass(2 * HOUR);
    const incident = await incidentNow(world);
    expect(incident.facts.isRetrospective || incident.facts.isDrill).toBe(true);
    expect(await asks(world, dana, "/incident escalate we need help")).toMatch(
      /nobody is paged for it|drills page nobody/,
    );
    expect(await asks(world, dana, "/incident page @kim we need help")).toMatch(
      /nobody is paged for it|drills page nobody/,
    );
    expect(paged(world)).toEqual([]);
    expect(world.person("kim").dm()).toEqual([]);
  });

  it("without rotations and without people on the ladder; by hand the channel is asked, and told how to set it up", async () => {
    const world = await startWorld({ startAt: NIGHT });
    const dana = await declare(world);
    await world.pass(HOUR);
    expect(Object.keys((await incidentNow(world)).escalation.raised)).toEqual([]);
    expect(await asks(world, dana, "/incident escalate the database is gone")).toContain("rotations.yml");
    expect(last(posts(dana)).plain).toContain("*Dana asks for help:* the database is gone");
    expect(await world.verify()).toEqual([]);
  });
});

describe("people are called by hand", () => {
  async function acknowledged() {
    const world = await atNight();
    const dana = await declare(world);
    const kim = world.person("kim");
    await world.settle();
    await kim.click(pageOf(kim), "Acknowledge");
    await world.pass(3 * MINUTE);
    return { world, dana, kim };
  }

  it("/incident escalate calls the next who is not on it yet, and says who follows [ESC-2]", async () => {
    const { world, dana } = await acknowledged();
    const answer = await asks(world, dana, "/incident escalate the failover hangs");
    expect(answer).toContain("(Secondary on call)");
    expect(answer).toMatch(/it goes to Engineering manager/);
    expect(pageOf(world.person("alex")).plain).toContain("Why now: the failover hangs (Dana asks)");
    expect(paged(world)).toEqual(["03:00 @kim", "03:03 @alex"]);
    await asks(world, dana, "/incident escalate still nobody");
    expect(paged(world).at(-1)).toBe("03:03 @sam");
    expect(await world.verify()).toEqual([]);
  });

  it("the answer says what it did: called the next, or nobody since all were called, or began again [ESC-2]", async () => {
    const { world, dana } = await acknowledged();
    for (const label of ["Secondary on call", "Engineering manager", "Vice president", "Executives"]) {
      expect(await asks(world, dana, "/incident escalate now")).toMatch(new RegExp(`^I called .* \\(${label}\\)`));
    }
    await world.pass(MINUTE);
    const before = paged(world);
    const nobody = await asks(world, dana, "/incident escalate now");
    expect(nobody).toMatch(
      /^I called nobody: everybody .* called already, the last at .* \(Executives\), and nobody has/,
    );
    expect(nobody).toContain("/incident page @name why");
    expect(paged(world)).toEqual(before);
    const again = await asks(world, dana, "/incident escalate now");
    expect(again).toMatch(/^Nobody has answered so far, so I begin again with the first\. I called @Alex/);
    expect(paged(world).at(-1)).toBe("03:04 @alex");
    expect(await world.verify()).toEqual([]);
  });

  it("without words a form asks why, and what is needed [ESC-3]", async () => {
    const { world, dana } = await acknowledged();
    await dana.command(ROOM, "/incident escalate");
    await world.settle();
    await dana.submit({ "Why now": "Data may be lost", "What is needed": "Decide whether to stop writes" });
    await world.settle();
    const { plain } = pageOf(world.person("alex"));
    expect(plain).toContain("Why now: Data may be lost");
    expect(plain).toContain("Needed: Decide whether to stop writes");
  });

  it.each([
    ["@sam look at the queue", "sam", "Called by name"],
    ["platform the pool is empty", "kim", "Platform on call"],
  ])("/incident page %s [ESC-2]", async (words, name, label) => {
    const world = await startWorld({ startAt: NIGHT, policy: withLadder });
    const dana = await declare(world, "sev3 Checkout errors");
    const answer = await asks(world, dana, `/incident page ${words}`);
    expect(answer).toContain(label);
    expect(paged(world)).toEqual([`03:00 @${name}`]);
    await world.pass(5 * MINUTE);
    expect(paged(world)).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });

  it.each([
    ["nosuchteam help", "I don't know whom “nosuchteam” means"],
    ["@sitrep help", "a page is for a person"],
  ])("/incident page %s is answered in words", async (words, answer) => {
    const { world, dana } = await acknowledged();
    expect(await asks(world, dana, `/incident page ${words}`)).toContain(answer);
    expect(paged(world)).toEqual(["03:00 @kim"]);
  });

  it("a rotating light on a message is answered in private with what can be called [TL-3]", async () => {
    const world = await startWorld({ startAt: NIGHT });
    const dana = await declare(world);
    const message = await dana.say(ROOM, "All queues are full");
    await dana.react(message, "rotating_light");
    await world.settle();
    const offer = last(whispers(dana));
    expect(offer.plain).toContain("You marked a message as one that asks for escalation");
    expect(offer.buttons).toEqual(["Escalate", "Page"]);
    await dana.click(offer, "Escalate");
    await world.settle();
    await dana.submit({ "Why now": "All queues are full" });
    await world.settle();
    expect(last(posts(dana)).plain).toContain("*Dana asks for help:* All queues are full");
  });
});

describe("nobody takes command [ROLE-3]", () => {
  it("the person on call is asked, then the channel, then the ladder", async () => {
    const world = await atNight();
    const dana = await declare(world);
    const kim = world.person("kim");
    await kim.click(pageOf(kim), "Acknowledge");
    await world.pass(16 * MINUTE);
    const asked = heard(allPosts(world), /Nobody has taken command/);
    expect(asked.map((line) => line.slice(0, 5))).toEqual(["03:05", "03:10", "03:15", "03:15"]);
    expect(asked[0]).toContain("@kim");
    expect(asked[1]).toContain(`#${ROOM}`);
    expect(asked.slice(2).join()).toContain("@alex");
    await dana.command(ROOM, "/incident lead");
    await world.settle();
    expect(pageOf(world.person("alex")).plain).toContain("Dana took command");
    expect(await world.verify()).toEqual([]);
  });
});

describe("one question at a time [ROLE-3] [UPD-5]", () => {
  const questions = (world: World) =>
    heard(allPosts(world), /Nobody has taken command|Nobody has acknowledged this/).map((line) => line.slice(0, 5));

  it("while people are called, nobody is asked beside it who has acknowledged or commands", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(29 * MINUTE);
    expect(questions(world)).toEqual([]);
    expect(paged(world)).toHaveLength(4);
    await world.pass(5 * MINUTE);
    expect(questions(world)).toEqual([]);
    await world.pass(7 * MINUTE);
    expect(questions(world)[0]).toBe("03:40");
    expect(await world.verify()).toEqual([]);
  });

  it("whoever comes has five minutes to take command before anybody is asked", async () => {
    const world = await atNight();
    await declare(world);
    await world.pass(4 * MINUTE);
    const kim = world.person("kim");
    await kim.click(pageOf(kim), "Acknowledge");
    await world.pass(4 * MINUTE);
    expect(questions(world)).toEqual([]);
    await world.pass(2 * MINUTE);
    expect(questions(world)).toEqual(["03:09"]);
  });
});

describe("nobody was paged [UPD-3]", () => {
  it.each(["sev1", "sev2", "sev3"])(
    "of a %s the channel is reminded also where nobody stands on a ladder",
    async (severity) => {
      const world = await startWorld({ startAt: NIGHT });
      const dana = await declare(world, `${severity} Checkout errors`);
      await world.pass(11 * MINUTE);
      const reminder = last(posts(dana).filter(({ plain }) => plain.includes("Nobody has been paged")));
      expect(reminder.plain).toContain("Nobody has been paged for this incident, and nobody has acknowledged it.");
      await dana.click(reminder, "Page");
      await world.settle();
      await dana.submit({ People: ["kim"], "Why now": "Carts are empty" });
      await world.settle();
      expect(paged(world)).toHaveLength(1);
    },
  );

  it.each(["sev4 Checkout errors", "sev1 --drill Checkout errors"])("of %s it is not", async (words) => {
    const world = await startWorld({ startAt: NIGHT });
    await declare(world, words);
    await world.pass(HOUR);
    expect(heard(allPosts(world), /Nobody has been paged/)).toEqual([]);
  });

  it("the channel is reminded of it at SEV-3, with a button that pages", async () => {
    const world = await atNight();
    const dana = await declare(world, "sev3 Checkout errors");
    await world.pass(10 * MINUTE);
    const reminder = last(posts(dana).filter(({ plain }) => plain.includes("Nobody has been paged")));
    expect(reminder.buttons).toContain("Page");
    await dana.click(reminder, "Page");
    await world.settle();
    await dana.submit({ People: ["kim"], "Why now": "Carts are empty" });
    await world.settle();
    expect(paged(world)).toEqual(["03:10 @kim"]);
    expect(last(posts(dana).filter(({ ts }) => ts === reminder.ts)).plain).toContain("called somebody");
  });
});
