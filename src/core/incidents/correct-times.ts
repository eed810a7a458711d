import { InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { withDerivedTimes } from "./derived-times.ts";
import { Moment, type NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";

export type Times = Readonly<Partial<Record<Moment, number>>>;

type TimeCorrected = Extract<NewIncidentEntry, { kind: "time_corrected" }>;

/** What cannot come before what; between others (found before declared, fixed before understood) anything happens. */
const NOT_BEFORE: readonly (readonly [earlier: Moment, later: Moment])[] = [
  ["started", "detected"],
  ["started", "declared"],
  ["started", "acknowledged"],
  ["started", "identified"],
  ["started", "mitigated"],
  ["started", "resolved"],
  ["mitigated", "resolved"],
  ["declared", "closed"],
  ["resolved", "closed"],
];

/** Puts times right; InvalidInputError under the moment's own field for one that cannot be. */
export const correctTimes =
  (userId: string, times: Times): Decision<WithFacts, NewIncidentEntry> =>
  (incident, { now }) =>
    checkedTimes(withDerivedTimes(incident).facts, times, now).map((change) => ({ by: person(userId), ...change }));

/** One change for each time that differs. Forms know minutes only, so seconds that were not touched are kept. */
export function checkedTimes(facts: IncidentFacts, times: Times, now: number): Pick<TimeCorrected, "kind" | "data">[] {
  const changed = momentsOf(times).filter(([moment, time]) => !isSameMinute(facts.times[moment], time));
  const future = changed.find(([, time]) => time > now);
  if (future) throw new InvalidInputError("That has not happened yet. Choose a time that has passed.", future[0]);
  const after: Times = { ...facts.times, ...Object.fromEntries(changed) };
  for (const [earlier, later] of NOT_BEFORE) refuseReversed(earlier, later, after, changed);
  return changed.map(([moment, time]) => ({
    kind: "time_corrected",
    data: { moment, before: facts.times[moment], time },
  }));
}

function refuseReversed(
  earlier: Moment,
  later: Moment,
  times: Times,
  changed: readonly (readonly [Moment, number])[],
): void {
  const [first, second] = [times[earlier], times[later]];
  if (first === undefined || second === undefined || first <= second) return;
  const touched = changed.find(([moment]) => moment === later || moment === earlier);
  if (touched) throw new InvalidInputError(`It cannot be ${later} before it was ${earlier}.`, touched[0]);
}

const momentsOf = (times: Times): (readonly [Moment, number])[] =>
  Moment.options.flatMap((moment) => {
    const time = times[moment];
    return time === undefined ? [] : [[moment, time] as const];
  });

const MINUTE_MS = 60_000;
const isSameMinute = (a: number | undefined, b: number): boolean =>
  a !== undefined && Math.floor(a / MINUTE_MS) === Math.floor(b / MINUTE_MS);
