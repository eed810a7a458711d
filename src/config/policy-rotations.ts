import { dayNumber, instantOf } from "../lib/local-time.ts";
import { CalendarDay, TimeOfDay, TimeZone } from "./fields.ts";
import { isTree, type Tree } from "./overlay.ts";
import type { Problem } from "./problem.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

/** Words that mean something else after `/incident oncall`. */
const TAKEN = ["calendar", "health"];

interface Found {
  /** Below the rotation. */
  readonly path: Path;
  readonly what: string;
  readonly mend: string;
}

type Check = (rotation: Tree, id: string) => Found[];

const CHECKS: readonly Check[] = [takenWords, ownSecondary, twiceInARow, neverOpen, startingTogether];

/** What no rotation can mean, although each of its words is sound. Works on the raw data. */
export const rotationProblems = (policy: Tree, source: YamlSource): Problem[] =>
  Object.entries(isTree(policy.rotations) ? policy.rotations : {}).flatMap(([id, rotation]) =>
    isTree(rotation) ? CHECKS.flatMap((check) => check(rotation, id)).map((found) => problem(id, found, source)) : [],
  );

const problem = (id: string, { path, what, mend }: Found, source: YamlSource): Problem => ({
  where: source.where(["rotations", id, ...path]),
  what: `${["rotations", id, ...path].map(String).join(".")}: ${what}`,
  mend,
});

function takenWords({ name }: Tree, id: string): Found[] {
  const named = typeof name === "string" ? name.toLowerCase() : "";
  const mend = "Give it another one.";
  return TAKEN.flatMap((word) => [
    ...(id === word ? [{ path: [], what: `\`/incident oncall ${word}\` means something else`, mend }] : []),
    ...(named === word ? [{ path: ["name"], what: `\`/incident oncall ${word}\` means something else`, mend }] : []),
  ]);
}

/** Two rotations may well stand behind each other; nobody can stand behind themselves. */
function ownSecondary({ secondary }: Tree, id: string): Found[] {
  if (!isTree(secondary) || secondary.rotation !== id) return [];
  const what = "a rotation cannot be its own second line: its primary is on call already";
  return [{ path: ["secondary", "rotation"], what, mend: 'Write `secondary: next`, "none", or another rotation.' }];
}

function twiceInARow({ people, shifts, kind }: Tree): Found[] {
  const mend =
    kind === "daily" || kind === "weekly"
      ? `Name them once; \`${kind === "daily" ? "everyDays" : "everyWeeks"}\` makes each turn longer.`
      : "Name them once.";
  const lines = Array.isArray(shifts)
    ? shifts.map((shift: unknown, index) => ({
        path: ["shifts", index, "people"],
        line: isTree(shift) && shift.people,
      }))
    : [{ path: ["people"], line: people }];
  return lines.flatMap(({ path, line }) => {
    const members: unknown[] = Array.isArray(line) ? line : [];
    return members.flatMap((userId, index) => {
      const before = members.at(index - 1);
      if (members.length < 2 || userId !== before) return [];
      const what = `${String(userId)} follows themselves${index === 0 ? ", for after the last comes the first" : ""}`;
      return [{ path: [...path, index], what, mend }];
    });
  });
}

function neverOpen({ kind, from, to }: Tree): Found[] {
  const [opens, closes] = [TimeOfDay.safeParse(from).data, TimeOfDay.safeParse(to).data];
  if (kind !== "business_hours" || opens === undefined || closes === undefined || opens < closes) return [];
  const what = "business closes before it opens, so nobody would ever be on call";
  return [{ path: ["to"], what, mend: "Write a later time than in `from`; for nights use daily or weekly." }];
}

const MONTHS = 12;
const DAYS_A_MONTH = 30;

/** Of two shifts that begin at once, in whatever part of the year, one would not take place. */
function startingTogether({ shifts, startsOn }: Tree): Found[] {
  const first = CalendarDay.safeParse(startsOn).data;
  if (!Array.isArray(shifts) || first === undefined) return [];
  // The day before and after too, since days begin at different times around the world.
  const around = shifts.map((shift: unknown) => [-1, 0, 1].flatMap((step) => starts(shift, dayNumber(first) + step)));
  return shifts.flatMap((shift: unknown, index) => {
    const own = starts(shift, dayNumber(first));
    const other = around.slice(0, index).findIndex((earlier) => own.some((at) => earlier.includes(at)));
    if (other < 0) return [];
    const always = own.every((at) => around[other]?.includes(at));
    const what = `begins at the same moment as shift ${other + 1}${always ? "" : " in part of the year"}, which would then not take place`;
    return [
      { path: ["shifts", index, "from"], what, mend: "Let it begin at another time, or leave one of the two out." },
    ];
  });
}

/** When a shift begins on a day of each month of a year. */
function starts(shift: unknown, firstDay: number): number[] {
  const { from, timeZone } = isTree(shift) ? shift : {};
  const minute = TimeOfDay.safeParse(from).data;
  const zone = TimeZone.safeParse(timeZone).data;
  if (minute === undefined || zone === undefined) return [];
  return Array.from({ length: MONTHS }, (_, month) => instantOf(firstDay + month * DAYS_A_MONTH, minute, zone));
}
