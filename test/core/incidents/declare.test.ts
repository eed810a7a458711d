import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { adviseCategory, parseDeclaration, severityMeant } from "../../../src/core/incidents/index.ts";
import { declaredIncident, MINUTE, POLICY, START, Told } from "./told.ts";

describe("the words of a declaration", () => {
  it.each([
    ["sev2 Checkout errors", "sev2", "Checkout errors"],
    ["SEV-2: Checkout errors", "sev2", "Checkout errors"],
    ["Checkout errors sev1", "sev1", "Checkout errors"],
    ["Checkout (sev3) errors", "sev3", "Checkout errors"],
    ["sev 1 Checkout errors", "sev1", "Checkout errors"],
    ["severity major Checkout errors", "sev2", "Checkout errors"],
    ["s3 Search is slow", "sev3", "Search is slow"],
    ["1 Everything is down", "sev1", "Everything is down"],
    ["critical Checkout errors", "sev1", "Checkout errors"],
    ["sev2 Uploads to S3 fail", "sev2", "Uploads to S3 fail"],
    ["Memory low on 3 hosts", undefined, "Memory low on 3 hosts"],
    ["sev2", "sev2", ""],
    ["", undefined, ""],
  ])("`%s` is severity %s, title “%s” [INC-1]", (words, severity, title) => {
    const said = parseDeclaration(words, POLICY);
    expect([said.severity?.id, said.title]).toEqual([severity, title]);
  });

  it("takes flags out of the title [INC-1]", () => {
    expect(parseDeclaration("sev2 --drill Checkout —private errors", POLICY)).toMatchObject({
      title: "Checkout errors",
      isDrill: true,
      isPrivate: true,
      isRetrospective: false,
    });
  });

  it("knows the severities of another policy by theirs [RANK-4]", () => {
    const policy = shippedPolicy("p0-p4");
    expect(parseDeclaration("p0 Checkout errors", policy).severity?.label).toBe("P0");
    expect(severityMeant(policy, "sev2")).toBeUndefined();
  });
});

describe("declaring", () => {
  it("starts the record with what was said [INC-1]", () => {
    const { incident, entries } = declaredIncident({
      services: ["checkout", " checkout ", "payments"],
      description: " 500s ",
    });
    expect(entries).toHaveLength(1);
    expect(incident.facts).toMatchObject({
      title: "Checkout errors",
      severity: "sev2",
      services: ["checkout", "payments"],
      description: "500s",
      isPrivate: false,
      isOpen: true,
      stage: "detection",
      declaredBy: "person:UDANA",
      times: { started: START, detected: START, declared: START },
      invited: ["UDANA"],
    });
  });

  it.each([
    ["  Checkout \n  errors\u0007 ", "Checkout errors"],
    ['<!channel> & "quotes" <http://x|y>', '<!channel> & "quotes" <http://x|y>'],
    ["\u202eאתר נפל\u202c 🔥", "אתר נפל 🔥"],
    ["x".repeat(250), "x".repeat(250)],
    ["🔥".repeat(250), "🔥".repeat(250)],
    ["login broken, password=hunter2!", "login broken, password=[masked password]"],
  ])("keeps the title %j harmless and whole [INC-1]", (title, kept) => {
    expect(declaredIncident({ title }).incident.facts.title).toBe(kept);
  });

  it.each([
    [{ title: "   " }, "title", /Give it a title/],
    [{ title: "x".repeat(251) }, "title", /at most 250 characters, and this one has 251/],
    [{ severity: "" }, "severity", /Choose a severity: SEV-1, SEV-2/],
    [{ severity: "sev9" }, "severity", /no severity “sev9”.*SEV-4 or SEV-5/],
    [{ category: "weather" }, "category", /no longer there/],
    [{ description: "x".repeat(3_001) }, "description", /at most 3000 characters/],
    [{ services: ["x".repeat(81)] }, "services", /at most 75 characters/],
    [{ startedAt: START + MINUTE }, "started", /in the future/],
    [{ isRetrospective: true }, "started", /when it started/],
  ])("refuses %j under its field [OPS-5]", (input, field, sentence) => {
    expect(() => declaredIncident(input)).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
    );
  });

  it("puts the message that it was declared from before itself, with its permalink and its author [INC-1]", () => {
    const source = {
      channelId: "CGENERAL",
      ts: `${START / 1000 - 90}.000100`,
      by: "person:UALEX" as const,
      text: "is checkout down?",
      permalink: "https://acme.slack.com/archives/CGENERAL/p1",
      files: [],
    };
    const { entries, incident } = declaredIncident({ source, via: "message" });
    const first = entries.toSorted((a, b) => a.at - b.at)[0];
    expect(first).toMatchObject({
      kind: "message_added",
      by: "person:UALEX",
      at: START - 90 * 1000,
      data: { text: "is checkout down?", permalink: source.permalink },
    });
    expect(incident.facts.source).toEqual({ channelId: source.channelId, ts: source.ts, permalink: source.permalink });
  });

  it.each([
    ["a security category", { category: "security" }, true, "security"],
    ["a security category, with the tick taken away", { category: "security", isPrivate: false }, false, "security"],
    ["another category", { category: "database" }, false, "database"],
    ["a tick", { isPrivate: true }, true, undefined],
    ["a title that reads like a breach", { title: "Leaked credentials" }, true, "security"],
    [
      "such a title with another category",
      { title: "Leaked credentials", category: "application" },
      false,
      "application",
    ],
  ])("%s: private by default only for security [INC-4]", (_case, input, isPrivate, category) => {
    expect(declaredIncident(input).incident.facts).toMatchObject({ isPrivate, category });
  });

  it("records one that is over with its past start, detected by nobody knows when [INC-6]", () => {
    const startedAt = START - 3 * 60 * MINUTE;
    const { facts } = declaredIncident({ isRetrospective: true, startedAt }).incident;
    expect([facts.isRetrospective, facts.times]).toEqual([true, { started: startedAt, declared: START }]);
  });
});

describe("advice on the category", () => {
  it.each([
    ["Postgres replication lag", "database"],
    ["DNS lookups fail", "network"],
    ["Stripe is down", "third-party"],
    ["load balancer drops connections", "network"],
    ["Ransomware on a laptop", "security"],
    ["500 on checkout", "application"],
    ["Disk full on three hosts", "infrastructure"],
    ["Orders imported twice: duplicates and stale data", "data"],
    ["Something is odd", undefined],
  ])("“%s” reads like %s [RANK-3]", (title, category) => {
    expect(adviseCategory(POLICY, title)?.category.id).toBe(category);
  });

  it("says which words speak for it, and prefers the private one of equals [RANK-3]", () => {
    const advice = adviseCategory(POLICY, "login attack");
    expect([advice?.category.id, advice?.words]).toEqual(["security", ["attack"]]);
  });
});

it("an undeclared incident knows nothing [INC-1]", () => {
  expect(new Told().incident.facts.title).toBe("");
});
