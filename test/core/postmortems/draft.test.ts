import { describe, expect, it } from "vitest";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { draftSection } from "../../../src/core/postmortems/index.ts";
import { at, CHECKOUT, declared, draftOf, inputOf, marked, resolved, said, sectionOf, update } from "./story.ts";

const whole = draftOf(CHECKOUT);
const section = (title: string, entries: readonly NewEntry[] = CHECKOUT) => sectionOf(draftOf(entries), title);

describe("the draft of a post-mortem", () => {
  it("has every part in its order, and no heading without a body [PM-1]", () => {
    const headings = [...whole.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(headings).toEqual([
      "At a glance",
      "Summary",
      "Impact",
      "Timeline",
      "Detection",
      "Root cause",
      "Contributing factors",
      "Response",
      "Roles",
      "Severity history",
      "What went well",
      "What went poorly",
      "Where we got lucky",
      "Action items",
      "Lessons",
      "Prevention",
      "Links",
      "Appendix: the full record",
    ]);
    expect(whole).not.toMatch(/^#{1,3} .*\n+#/m);
    expect(draftOf([declared("14:00"), resolved("14:10")])).not.toMatch(/^#{2,3} .*\n+##? /m);
  });

  it("tells in sentences what happened, in real times and durations [PM-1]", () => {
    expect(section("Summary")).toBe(
      [
        "On 12 March 2026 at 14:00 UTC, Dana Reyes declared database incident #12, “Checkout errors”, as SEV-2 (major), affecting api and checkout. It was raised to SEV-1 at 14:10. Priya Nair acknowledged it after 3 min. The response was commanded by Priya Nair, then Omar Haddad. It was mitigated at 15:00 and resolved at 15:20 UTC, 1 h 20 min after it was detected.",
        "Customers see a 500 when they pay.",
        "**Cause:** Release 2.3.1 opened a database connection per request.  \n**Fix:** Rolled api back to 2.3.0.",
      ].join("\n\n"),
    );
  });

  it("lists the facts at a glance [PM-1]", () => {
    const glance = section("At a glance");
    expect(glance).toContain("| Severity | SEV-1 (critical), declared as SEV-2 |");
    expect(glance).toContain("| Length of impact | 1 h 10 min |");
    expect(glance).toContain("| Commander | Priya Nair, then Omar Haddad |");
    expect(glance).toContain("| Post-mortem due | 2026-03-15 15:20 UTC |");
  });

  it("states the impact and how long it lasted, and asks for numbers where there are none [PM-1]", () => {
    expect(section("Impact")).toBe(
      "About 1,200 checkouts failed.\n\nFrom the start (13:50) to the mitigation (15:00 UTC) it lasted 1 h 10 min.",
    );
    const vague = section("Impact", [declared("14:00"), resolved("14:10", { impact: "Some users saw errors" })]);
    expect(vague).toContain("❓ **Communications lead:** How many users or requests were affected?");
  });

  it("shows key events and marked messages with their addresses, and points out silences [PM-1, PM-7, TL-3]", () => {
    const timeline = section("Timeline");
    expect(timeline).toContain("- **14:00** Dana Reyes declared it as SEV-2: Checkout errors");
    expect(timeline).toContain(
      "- **14:50** Sam Ortiz: “Rolling back @Dana Reyes api to 2.3.0” *(action taken)* ([message](https://acme.test/archives/C1/p1.3))",
    );
    expect(timeline).toContain("- *24 min without an entry after 14:16*");
    expect(timeline).not.toContain("Could be the payment provider");
  });

  it("keeps everything in the appendix, to the second [PM-1]", () => {
    const appendix = section("Appendix: the full record");
    expect(appendix).toContain("- **14:06:00** Sam Ortiz: Could be the payment provider");
    expect(appendix.split("\n")).toHaveLength(CHECKOUT.length);
    const cut = sectionOf(draftOf(CHECKOUT, { appendixLines: 2 }), "Appendix: the full record");
    expect(cut).toContain(`${CHECKOUT.length - 2} more entries are in the file that “Get as file” sends.`);
  });

  it("answers the first why with the known cause and asks the others of the tech lead [PM-1]", () => {
    const cause = section("Root cause");
    expect(cause).toContain(
      "1. Why did “Checkout errors” happen? Release 2.3.1 opened a database connection per request.",
    );
    expect(cause.match(/^\d\. ❓ \*\*Tech lead \(Sam Ortiz\):\*\*/gm)).toHaveLength(4);
    const unknown = section("Root cause", [declared("14:00"), resolved("14:10", { rootCause: undefined })]);
    expect(unknown.match(/^\d\. ❓ \*\*Tech lead:\*\*/gm)).toHaveLength(5);
  });

  it("takes the marked root cause where none was stated [PM-1, TL-3]", () => {
    const entries = [
      declared("14:00"),
      said("14:05", "person:U3", "An index was missing", "1.1"),
      marked("14:06", "root_cause", "1.1"),
      resolved("14:10", { rootCause: undefined }),
    ];
    expect(section("Root cause", entries)).toContain("1. Why did “Checkout errors” happen? An index was missing.");
  });

  it("measures the response against the policy's targets [PM-1]", () => {
    const response = section("Response");
    expect(response).toContain("| Time to detect | 13:50 to 14:00 | 10 min | no target | – |");
    expect(response).toContain("| Time to acknowledge | 14:00 to 14:03 | 3 min | 15 min (SEV-2) | met |");
    expect(response).toContain("| Time to resolve | 14:00 to 15:20 | 1 h 20 min | 1 h (SEV-1) | missed by 20 min |");
    expect(response).toContain(
      "4 updates were posted. Updates are owed every 30 min at SEV-2 and every 15 min at SEV-1. 1 came late:",
    );
    expect(response).toContain("- **14:40** posted 13 min late (due 14:27).");
    expect(response).toContain("The record has no entry for 24 min after 14:16.");
    expect(response).toContain(
      "When it was resolved, the service was restored and the metrics were normal, but users had not confirmed it.",
    );
    expect(response).toContain("❓ **Scribe:** What happened while the record is silent?");
  });

  it("names what was skipped on the way [PM-1, LIFE-2]", () => {
    const response = section("Response", [declared("14:00"), resolved("14:10", { skipped: ["metrics_normal"] })]);
    expect(response).toContain("The response moved on before these were confirmed: “Metrics are normal”.");
  });

  it("says who held which role from when to when, and who was missing [PM-1]", () => {
    expect(section("Roles").split("\n").slice(2)).toEqual([
      "| Incident commander | Priya Nair | 14:04 | 14:45 | claimed |",
      "| Tech lead | Sam Ortiz | 14:05 | the end | assigned |",
      "| Incident commander | Omar Haddad | 14:45 | the end | handed over |",
      "",
      "Nobody held: Communications lead and Scribe.",
    ]);
  });

  it("keeps the history of the severity with its reasons [PM-1, RANK-1]", () => {
    expect(section("Severity history")).toBe(
      "- **14:00** declared as SEV-2 by Dana Reyes.\n- **14:10** changed from SEV-2 to SEV-1 by Priya Nair: all checkouts fail.",
    );
    expect(section("Severity history", [declared("14:00"), resolved("14:10")])).toBe("SEV-2 from beginning to end.");
  });

  it("gathers what went well and poorly from marks and from targets [PM-1, TL-3]", () => {
    expect(section("What went well").split("\n")).toEqual([
      "- **15:05** Sam Ortiz: “Quick rollback, well drilled” ([message](https://acme.test/archives/C1/p1.4))",
      "- Time to acknowledge: 3 min, within the target of 15 min.",
    ]);
    expect(section("What went poorly").split("\n")).toEqual([
      "- **15:07** Dana Reyes: “We should have a canary” ([message](https://acme.test/archives/C1/p1.5))",
      "- Time to resolve: 1 h 20 min, 20 min over the target of 1 h.",
      "- 1 update came late, by 13 min.",
      "- 24 min without an entry after 14:16.",
      "- Nobody held: Communications lead and Scribe.",
    ]);
  });

  it("lists action items with what they lack [PM-1, PM-4]", () => {
    const owned = [
      ...CHECKOUT,
      {
        kind: "action_added",
        by: "person:U1",
        at: at("15:30"),
        data: { id: "a1", text: "Raise pool_size", ownerId: "U3", dueAt: at("15:30") + 86_400_000 },
      } satisfies NewEntry,
    ];
    expect(section("Action items", owned)).toBe(
      "- [ ] Raise pool_size · Sam Ortiz · due 2026-03-13\n- [ ] Alert on pool exhaustion · ❓ needs an owner and a due date",
    );
  });

  it("asks where the record knows nothing, each question of a named role [PM-1]", () => {
    const bare = draftOf([
      declared("14:00", { text: undefined, startedAt: undefined }),
      resolved("14:10", { followUps: [] }),
    ]);
    const questions = bare.split("\n").filter((line) => line.includes("❓") && !line.startsWith("*Drafted"));
    expect(questions.length).toBeGreaterThan(8);
    for (const line of questions)
      expect(line).toMatch(
        /❓ \*\*(Incident commander|Tech lead|Communications lead|Scribe):\*\* [A-Z].*\?( The record .*\.| Nobody acknowledged it\.)?$/,
      );
  });

  it("keeps what a person wrote, with headings below the section's own [PM-7]", () => {
    const entries = [
      ...CHECKOUT,
      {
        kind: "section_written",
        by: "person:U1",
        at: at("15:40"),
        data: { section: "lessons", text: "# Canaries\nWe need them." },
      } satisfies NewEntry,
      { kind: "postmortem_drafted", by: "sitrep", at: at("15:41"), data: {} } satisfies NewEntry,
    ];
    expect(section("Lessons", entries)).toBe("### Canaries\nWe need them.");
    expect(draftSection(inputOf(entries), "lessons")).toBe("# Canaries\nWe need them.");
  });

  it("marks drills and private incidents [PM-1, INC-4]", () => {
    const text = draftOf([declared("14:00", { isDrill: true, isPrivate: true }), resolved("14:10")]);
    expect(text).toContain("**Drill.** This was an exercise, not a real incident.");
    expect(text).toContain("**Private.** Only for those who may know of this incident.");
    expect(text).toContain("declared drill #12");
  });

  it("measures no target and no rhythm of an incident declared after the fact [INC-6]", () => {
    const response = section("Response", [declared("14:00", { isRetrospective: true }), resolved("16:00")]);
    expect(response).toBe(
      [
        "When it was resolved, the service was restored and the metrics were normal, but users had not confirmed it.",
        "- ❓ **Tech lead:** When was the service acceptable again? The record only knows when it was resolved.",
      ].join("\n\n"),
    );
  });

  it("uses the words of an edit, and leaves deleted and redacted messages out [TL-2]", () => {
    const base = [
      declared("14:00"),
      said("14:01", "person:U3", "first words", "1.1"),
      marked("14:02", "key_event", "1.1"),
      said("14:03", "person:U3", "gone words", "1.2"),
      marked("14:04", "key_event", "1.2"),
      {
        kind: "message_edited",
        by: "person:U3",
        at: at("14:05"),
        about: "message/C1/1.1",
        data: { editedTs: "9", before: "first words", text: "better words" },
      },
      { kind: "message_deleted", by: "person:U3", at: at("14:06"), about: "message/C1/1.2", data: { ts: "1.2" } },
      resolved("14:10"),
    ] satisfies NewEntry[];
    const timeline = section("Timeline", base);
    expect(timeline).toContain("“better words”");
    expect(timeline).not.toContain("first words");
    expect(timeline).not.toContain("gone words");
  });

  it("makes hostile words harmless [OPS-5]", () => {
    const entries = [
      declared("14:00", { title: "a | b <!channel> *x* [y](http://z)" }),
      said("14:01", "person:U3", "@here <script> # heading | cell &lt; @{U1} https://x.test/a_b_c. *bold*", "1.1"),
      marked("14:02", "key_event", "1.1"),
      resolved("14:10"),
    ];
    const text = draftOf(entries);
    expect(text).toContain("# Post-mortem: #12 a \\| b &lt;!channel> \\*x\\* \\[y\\](http://z)");
    expect(text).toContain(
      "“@here &lt;script> # heading \\| cell &amp;lt; @Dana Reyes <https://x.test/a_b_c>. \\*bold\\*”",
    );
  });

  it("claims no start that nobody stated [PM-1]", () => {
    const text = draftOf([declared("14:00", { startedAt: undefined }), resolved("14:40")]);
    expect(text).not.toContain("| Started |");
    expect(text).toContain("| Length of impact | at least 40 min |");
    expect(sectionOf(text, "Impact")).toContain(
      "From the declaration (14:00) to the resolution (14:40 UTC) it lasted 40 min; when it began is not on record.",
    );
  });

  it("keeps code as code, on one line [TL-2]", () => {
    const entries = [
      declared("14:00"),
      said("14:01", "person:U3", "see\n```\nselect 1 | 2\n``` and `max_size=20`", "1.1"),
      marked("14:02", "key_event", "1.1"),
      resolved("14:10"),
    ];
    expect(section("Timeline", entries)).toContain("“see `select 1 \\| 2` and `max_size=20`”");
  });

  it("puts the times of several days under their dates [PM-1]", () => {
    const next = resolved("15:20");
    const entries = [declared("14:00"), { ...next, at: (next.at ?? 0) + 86_400_000 }];
    expect(section("Timeline", entries)).toContain("### 2026-03-13");
    expect(section("Summary", entries)).toContain("resolved at 2026-03-13 15:20 UTC");
  });

  it("says that no update came when none did [PM-1]", () => {
    const response = section("Response", [declared("14:00"), resolved("15:00")]);
    expect(response).toContain("No update was posted.");
    expect(response).toContain(
      "- **14:30** an update was due; none had come when the incident was resolved 30 min later.",
    );
    expect(section("Response", [declared("14:00"), update("14:20", "x"), resolved("14:40")])).toContain(
      "1 update was posted. Updates are owed every 30 min at SEV-2. It was on time.",
    );
  });
});
