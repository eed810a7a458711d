import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../src/config/index.ts";
import { ConfigProblems, type Problem } from "../../src/config/problem.ts";
import { filesWith } from "./fake-files.ts";

const yaml = (...lines: string[]) => lines.join("\n");

function problemsOf(text: string): readonly Problem[] {
  try {
    loadPolicy("/conf", filesWith({ "rotations.yml": text }));
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

interface Weekly {
  readonly people?: string;
  readonly startsOn?: string;
  readonly rest?: string;
}

/** Seven lines: the people on the fifth, the day on the sixth, whatever else on the eighth. */
const weekly = (id: string, { people = "[U0DANA0001, U0SAM00001]", startsOn = '"2026-01-05"', rest }: Weekly = {}) =>
  yaml(
    `${id}:`,
    `  name: The ${id}`,
    "  kind: weekly",
    "  timeZone: Europe/Berlin",
    `  people: ${people}`,
    `  startsOn: ${startsOn}`,
    '  handoverAt: "09:00"',
    ...(rest ? [`  ${rest}`] : []),
  );

const sun = (...shifts: [zone: string, from: string][]) =>
  yaml(
    "support:",
    "  name: Support",
    "  kind: follow_the_sun",
    '  startsOn: "2026-01-05"',
    "  shifts:",
    ...shifts.map(
      ([zone, from], n) => `    - { name: S${n}, timeZone: ${zone}, from: "${from}", people: [U0DANA0001] }`,
    ),
  );

describe("rotations.yml", () => {
  it("is sound as the README shows it, with all four kinds [ESC-4] [OPS-5]", () => {
    const [, shown = ""] = /```yaml\n(payments: #.*?)```\n/s.exec(readFileSync("README.md", "utf8")) ?? [];
    const { rotations } = loadPolicy("/conf", filesWith({ "rotations.yml": shown }));
    expect(rotations.map(({ kind }) => kind)).toEqual(["weekly", "daily", "follow_the_sun", "business_hours"]);
  });

  it("may have rotations that stand behind each other, and the same person twice with others between [ESC-4]", () => {
    const text = yaml(
      weekly("payments", { rest: "secondary: { rotation: search }" }),
      weekly("search", {
        people: "[U0DANA0001, U0SAM00001, U0DANA0001, U0LEE00001]",
        rest: "secondary: { rotation: payments }",
      }),
    );
    expect(problemsOf(text)).toEqual([]);
  });

  it.each<[string, string, Problem]>([
    [
      "an unknown second line",
      yaml(weekly("payments", { rest: "secondary: { rotation: serch }" }), weekly("search")),
      {
        where: "/conf/rotations.yml:8:16",
        what: 'rotations.payments.secondary.rotation: "serch" is not a rotation of this policy',
        mend: 'Did you mean "search"?',
      },
    ],
    [
      "one that stands behind itself",
      weekly("payments", { rest: "secondary: { rotation: payments }" }),
      {
        where: "/conf/rotations.yml:8:16",
        what: "rotations.payments.secondary.rotation: a rotation cannot be its own second line: its primary is on call already",
        mend: 'Write `secondary: next`, "none", or another rotation.',
      },
    ],
    [
      "a person twice in a row",
      weekly("payments", { people: "[U0DANA0001, U0DANA0001, U0SAM00001]" }),
      {
        where: "/conf/rotations.yml:5:24",
        what: "rotations.payments.people.1: U0DANA0001 follows themselves",
        mend: "Name them once; `everyWeeks` makes each turn longer.",
      },
    ],
    [
      "a person last and first",
      weekly("payments", { people: "[U0DANA0001, U0SAM00001, U0DANA0001]" }),
      {
        where: "/conf/rotations.yml:5:12",
        what: "rotations.payments.people.0: U0DANA0001 follows themselves, for after the last comes the first",
        mend: "Name them once; `everyWeeks` makes each turn longer.",
      },
    ],
    ...['"2026-02-30"', '"2026-13-01"', '"5 January"'].map((startsOn): [string, string, Problem] => [
      `a first day that does not exist, ${startsOn}`,
      weekly("payments", { startsOn }),
      {
        where: "/conf/rotations.yml:6:3",
        what: `rotations.payments.startsOn: ${startsOn} is not a day of the calendar`,
        mend: 'Write one such as "2026-01-05".',
      },
    ]),
    [
      "business that closes before it opens",
      yaml(
        ...["office:", "  name: Office", "  kind: business_hours", "  timeZone: UTC", "  people: [U0DANA0001]"],
        ...['  startsOn: "2026-01-05"', "  days: [mon, tue]", '  from: "17:00"', '  to: "9:00"'],
      ),
      {
        where: "/conf/rotations.yml:9:3",
        what: "rotations.office.to: business closes before it opens, so nobody would ever be on call",
        mend: "Write a later time than in `from`; for nights use daily or weekly.",
      },
    ],
    [
      "shifts that begin at once, each by its own clock",
      sun(["Europe/Berlin", "09:00"], ["America/New_York", "09:00"], ["Europe/London", "08:00"]),
      {
        where: "/conf/rotations.yml:8:44",
        what: "rotations.support.shifts.2.from: begins at the same moment as shift 1, which would then not take place",
        mend: "Let it begin at another time, or leave one of the two out.",
      },
    ],
    [
      "shifts that begin at once while one has daylight saving",
      sun(["Europe/Berlin", "09:00"], ["Asia/Kolkata", "12:30"]),
      {
        where: "/conf/rotations.yml:7:43",
        what: "rotations.support.shifts.1.from: begins at the same moment as shift 1 in part of the year, which would then not take place",
        mend: "Let it begin at another time, or leave one of the two out.",
      },
    ],
    [
      "a key that means something else to `/incident oncall`",
      weekly("health"),
      {
        where: "/conf/rotations.yml:1:1",
        what: "rotations.health: `/incident oncall health` means something else",
        mend: "Give it another one.",
      },
    ],
    [
      "a name that means two rotations",
      yaml(weekly("payments"), weekly("search").replace("The search", "Payments")),
      {
        where: "/conf/rotations.yml:8:1",
        what: 'rotations.search: "payments" already means payments',
        mend: "Give one of the two another word.",
      },
    ],
  ])("refuses %s, and says where [OPS-5]", (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});
