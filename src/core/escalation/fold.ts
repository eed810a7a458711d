import type { incidentEntries } from "../incidents/index.ts";
import { type Actor, type FoldTable, personId } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import type { escalationEntries } from "./entries.ts";
import {
  begun,
  begunFirst,
  type Escalation,
  type EscalationEnding,
  type EscalationFacet,
  type Page,
  type Reason,
} from "./facet.ts";
import { isUnderstood } from "./pages.ts";

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
