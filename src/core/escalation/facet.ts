import type { WithApprovals } from "../approvals/index.ts";
import type { incidentEntries } from "../incidents/index.ts";
import { type Actor, type FoldTable, personId } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { Cause, EndsOn, escalationEntries, Needless, ShownBy } from "./entries.ts";

/** People who are called together, at one moment. */
export interface Call {
  /** The page's own id, or that and the user group in which they were found. */
  readonly id: string;
  readonly userIds: readonly string[];
  readonly at: number;
}

/** One step of an escalation: somebody was called, and may answer as long as the escalation is open. */
export interface Page {
  readonly id: string;
  readonly escalation: string;
  readonly rung: string | undefined;
  readonly label: string;
  readonly rotations: readonly string[];
  readonly at: number;
  readonly until: number | undefined;
  /** Its rung had been passed before they stood on it. */
  readonly isLate: boolean;
  /** In which round of its escalation. */
  readonly round: number;
  readonly by: Actor;
  readonly calls: readonly Call[];
  /** User groups whose members are being looked up. */
  readonly awaited: readonly string[];
  readonly unreachable: readonly string[];
  /** When it was last known whom it reaches. */
  readonly knownAt: number;
  readonly passed: { readonly at: number; readonly by: Actor } | undefined;
}

export interface Reason {
  readonly at: number;
  readonly by: Actor;
  readonly how: Cause;
  readonly reason: string;
  readonly needs: string | undefined;
  readonly trigger: string | undefined;
  readonly evidence: string | undefined;
}

export type EscalationEnding =
  | {
      readonly how: "acknowledged";
      readonly at: number;
      readonly by: Actor;
      readonly page: string;
      /** What showed it; absent when it was said outright. */
      readonly shownBy?: ShownBy;
    }
  | { readonly how: "needless"; readonly at: number; readonly by: Actor; readonly why: Needless }
  /** `into` is the incident into which this one was merged, where that is why. */
  | { readonly how: "over"; readonly at: number; readonly by: Actor; readonly what: string; readonly into?: number };

/** A call for more people, from its reason to the one who came. */
export interface Escalation {
  readonly id: string;
  readonly at: number;
  readonly how: Cause;
  /** The first is why it was raised. */
  readonly reasons: readonly Reason[];
  readonly endsOn: readonly EndsOn[];
  /** How grave it was when it was raised. */
  readonly severity: string;
  /** The incident from which it came over. */
  readonly mergedFrom?: number;
  /** How often the ladder was begun, since when for the last time, and which of its rungs have been passed since. */
  readonly round: number;
  readonly roundAt: number;
  readonly reached: readonly string[];
  /** The escalation that goes on calling people for it. */
  readonly joined: string | undefined;
  readonly exhaustedAt: number | undefined;
  readonly ending: EscalationEnding | undefined;
}

export interface EscalationFacet {
  /** How many there were, those that joined another included. */
  readonly count: number;
  readonly raised: Readonly<Record<string, Escalation>>;
  /** All pages in the order in which they went out. */
  readonly pages: Readonly<Record<string, Page>>;
  /** When command was last given up. */
  readonly commandLostAt: number | undefined;
  /** As declared, then each change; what was practised before it became real does not count. */
  readonly severities: readonly { readonly at: number; readonly severity: string }[];
  /** When it last grew graver and nobody was called, since it was in good hands. */
  readonly sparedAt: number | undefined;
  /** Since when the holder of each role works in it: taken by themselves, or given to them and they did something since. */
  readonly tookUp: Readonly<Record<string, { readonly userId: string; readonly at: number | undefined }>>;
}

export type WithEscalation = WithApprovals & { readonly escalation: EscalationFacet };

export const initialEscalation: EscalationFacet = {
  count: 0,
  raised: {},
  pages: {},
  commandLostAt: undefined,
  severities: [],
  sparedAt: undefined,
  tookUp: {},
};

function acted(facet: EscalationFacet, { at, by }: { readonly at: number; readonly by: Actor }): EscalationFacet {
  const userId = personId(by);
  const given = Object.entries(facet.tookUp).filter(([, each]) => each.userId === userId && each.at === undefined);
  if (userId === undefined || given.length === 0) return facet;
  return {
    ...facet,
    tookUp: { ...facet.tookUp, ...Object.fromEntries(given.map(([role]) => [role, { userId, at }])) },
  };
}

function changePage(facet: EscalationFacet, id: string, change: (page: Page) => Partial<Page>): EscalationFacet {
  const page = facet.pages[id];
  return page ? { ...facet, pages: { ...facet.pages, [id]: { ...page, ...change(page) } } } : facet;
}

function change(facet: EscalationFacet, id: string, changed: Partial<Escalation>): EscalationFacet {
  const known = facet.raised[id];
  return known ? { ...facet, raised: { ...facet.raised, [id]: { ...known, ...changed } } } : facet;
}

const end = (facet: EscalationFacet, id: string, ending: EscalationEnding): EscalationFacet =>
  facet.raised[id]?.ending === undefined ? change(facet, id, { ending }) : facet;

const endAll = (facet: EscalationFacet, ending: EscalationEnding): EscalationFacet =>
  Object.keys(facet.raised).reduce((ended, id) => end(ended, id, ending), facet);

const endsAll =
  (what: string) =>
  (facet: EscalationFacet, { at, by }: { readonly at: number; readonly by: Actor }): EscalationFacet =>
    endAll(facet, { how: "over", at, by, what });

/** Where each round of the ladder begins. */
export const begun = (round: number, at: number) =>
  ({ round, roundAt: at, reached: [], exhaustedAt: undefined }) as const;

/** As it is when it is raised. */
export const begunFirst = (at: number) => ({ ...begun(1, at), joined: undefined, ending: undefined }) as const;

const reaching = (call: Escalation | undefined, rung: string | undefined): readonly string[] => [
  ...new Set([...(call?.reached ?? []), ...(rung === undefined ? [] : [rung])]),
];

type Seen = typeof escalationEntries & typeof incidentEntries & typeof roleEntries & typeof updateEntries & Said;
type Said = Pick<typeof timelineEntries, "message_said" | "note_added">;

export const foldEscalation: FoldTable<EscalationFacet, Seen> = {
  escalation_raised: (facet, { at, by, data }) => {
    const { id, how, reason, needs, trigger, evidence, endsOn, severity, joins, from, round, mergedFrom } = data;
    const why: Reason = { at, by, how, reason, needs, trigger, evidence };
    const counted = { ...facet, count: facet.count + 1 };
    const joined = joins === undefined ? undefined : facet.raised[joins];
    if (joined) {
      // What a person asked for stays asked for when it turns out less grave.
      const reasons = [...joined.reasons, why];
      const moved = from === undefined ? counted : change(counted, from, { joined: joined.id });
      return change(moved, joined.id, {
        reasons,
        endsOn: how === "hand" ? endsOn : joined.endsOn,
        ...(round !== undefined && begun(round, at)),
      });
    }
    const origin = mergedFrom === undefined ? {} : { mergedFrom };
    const fresh: Escalation = { id, at, how, reasons: [why], endsOn, severity, ...origin, ...begunFirst(at) };
    return { ...counted, raised: { ...facet.raised, [id]: fresh } };
  },
  paged: (facet, { at, by, data }) => {
    const { page, escalation, rung, label, userIds, userGroups, rotations, until, isLate = false } = data;
    const call = facet.raised[escalation];
    const fresh: Page = {
      id: page,
      escalation,
      rung,
      label,
      rotations,
      at,
      until,
      isLate,
      round: call?.round ?? 1,
      by,
      calls: userIds.length > 0 ? [{ id: page, userIds, at }] : [],
      awaited: userGroups,
      unreachable: [],
      knownAt: at,
      passed: undefined,
    };
    return change({ ...facet, pages: { ...facet.pages, [page]: fresh } }, escalation, {
      exhaustedAt: undefined,
      reached: reaching(call, rung),
    });
  },
  rung_skipped: (facet, { data: { escalation, rung } }) =>
    change(facet, escalation, { reached: reaching(facet.raised[escalation], rung) }),
  group_found: (facet, { at, data: { page: id, group, userIds } }) =>
    changePage(facet, id, ({ calls, awaited }) => {
      const known = calls.flatMap((call) => call.userIds);
      const fresh = userIds.filter((userId) => !known.includes(userId));
      return {
        calls: fresh.length > 0 ? [...calls, { id: `${id}/${group}`, userIds: fresh, at }] : calls,
        awaited: awaited.filter((each) => each !== group),
        knownAt: at,
      };
    }),
  page_unreachable: (facet, { at, data: { page: id, userId } }) =>
    changePage(facet, id, ({ unreachable }) => ({
      unreachable: [...new Set([...unreachable, userId])],
      knownAt: at,
    })),
  page_acknowledged: (facet, { at, by, data }) =>
    end(facet, data.escalation, {
      ...{ how: "acknowledged", at, by, page: data.page },
      ...(data.shownBy && { shownBy: data.shownBy }),
    }),
  page_passed: (facet, { at, by, data }) => {
    const passed = changePage(facet, data.page, () => ({ passed: { at, by } }));
    const known = facet.raised[data.escalation];
    return known && isUnderstood(known) ? change(passed, known.id, { ending: undefined }) : passed;
  },
  ladder_spared: (facet, { at }) => ({ ...facet, sparedAt: at }),
  declared: (facet, { at, data: { severity } }) => ({ ...facet, severities: [{ at, severity }] }),
  made_real: (facet, { at }) => ({ ...facet, severities: facet.severities.slice(-1).map((last) => ({ ...last, at })) }),
  severity_changed: (facet, entry) => {
    const { at, data } = entry;
    return acted({ ...facet, severities: [...facet.severities, { at, severity: data.severity }] }, entry);
  },
  message_said: (facet, entry) => (entry.data.from ? facet : acted(facet, entry)),
  note_added: (facet, entry) => (entry.data.from ? facet : acted(facet, { ...entry, at: entry.recordedAt })),
  update_posted: acted,
  role_taken: (facet, entry) => {
    const { role, userId } = entry.data;
    const isTheirs = personId(entry.by) === userId;
    const given = acted(facet, entry);
    return { ...given, tookUp: { ...given.tookUp, [role]: { userId, at: isTheirs ? entry.at : undefined } } };
  },
  acknowledged: acted,
  stage_changed: acted,
  criterion_ticked: acted,
  ladder_exhausted: (facet, { at, data }) => change(facet, data.escalation, { exhaustedAt: at }),
  escalation_ended: (facet, { at, by, data }) => end(facet, data.id, { how: "needless", at, by, why: data.why }),
  role_released: (facet, { at, data }) => (data.role === "commander" ? { ...facet, commandLostAt: at } : facet),
  resolved: endsAll("resolved the incident"),
  cancelled: endsAll("cancelled the incident"),
  merged_into: (facet, { at, by, data: { incidentId: into } }) =>
    endAll(facet, { how: "over", at, by, what: `merged it into #${into}`, into }),
  // Its calls stand as they stood: nobody is called twice, and the next rung in its time.
  unmerged: (facet) =>
    Object.values(facet.raised)
      .filter(({ ending }) => ending?.how === "over" && ending.into !== undefined)
      .reduce((again, { id }) => change(again, id, { ending: undefined }), facet),
};

/** Whether its acknowledgement was only understood from what somebody did, so that they may still say no. */
export const isUnderstood = ({ ending }: Escalation): boolean =>
  ending?.how === "acknowledged" && ending.shownBy !== undefined;

/** Calls for people that nobody has answered, the oldest first. */
export const openEscalations = ({ escalation }: WithEscalation): Escalation[] =>
  Object.values(escalation.raised).filter(({ ending }) => ending === undefined);

/** The pages of one escalation in the order in which they went out. */
export const pagesOf = ({ escalation }: WithEscalation, id: string): Page[] =>
  Object.values(escalation.pages).filter((page) => page.escalation === id);

/** The pages of its present round. */
export const pagesInRound = (incident: WithEscalation, { id, round }: Escalation): Page[] =>
  pagesOf(incident, id).filter((page) => page.round === round);

/** The open call that stands on the ladder; there is never more than one. */
export function ladderCall(incident: WithEscalation): Escalation | undefined {
  const open = openEscalations(incident).filter(({ joined }) => joined === undefined);
  return open.find((call) => isOnLadder(incident, call)) ?? open.find(({ how }) => how !== "person");
}

/** Whether a rung of the ladder was called for it, or all of them were passed over. */
export const isOnLadder = (incident: WithEscalation, call: Escalation): boolean =>
  call.exhaustedAt !== undefined || pagesOf(incident, call.id).some(({ rung }) => rung !== undefined);

/** Whether its ladder has come to its end, so that it calls nobody more by itself. */
export const isSpent = (incident: WithEscalation, call: Escalation): boolean =>
  call.exhaustedAt !== undefined || pagesOf(incident, call.id).at(-1)?.until === undefined;

/** Everybody whom a page calls. */
export const calledBy = ({ calls }: Pick<Page, "calls">): string[] => [
  ...new Set(calls.flatMap(({ userIds }) => userIds)),
];

/** Whether this person was paged in this incident. */
export const wasPaged = ({ escalation }: WithEscalation, userId: string): boolean =>
  Object.values(escalation.pages).some((page) => calledBy(page).includes(userId));
