import { ConflictError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { takingPart } from "../incidents/index.ts";
import { person } from "../ledger/index.ts";
import { climb, letIn } from "./climb.ts";
import type { Escalation, Page, WithEscalation } from "./facet.ts";
import { isUnderstood, pagesOf } from "./pages.ts";
import type { EscalationDecision } from "./raise.ts";

interface Answer {
  readonly userId: string;
  readonly page: string;
}

/** "I am coming": the climb stops, and the incident is acknowledged. */
export const acknowledgePage =
  ({ userId, page: id }: Answer): EscalationDecision =>
  (incident) => {
    const { page, escalation } = found(incident, id);
    const { ending } = escalation;
    if (ending?.how === "acknowledged") {
      if (ending.by === person(userId)) return [];
      throw new ConflictError("Somebody was faster: this page is acknowledged already. You can still come and help.");
    }
    if (ending) throw new ConflictError("This call is over, so there is nothing left to acknowledge.");
    return [
      {
        kind: "page_acknowledged",
        by: person(userId),
        key: `acknowledged/${page.id}/${userId}`,
        data: { page: page.id, escalation: escalation.id },
      },
      ...takingPart(incident, userId),
    ];
  };

/** "I cannot": straight to the next rung; also for whom only their words seemed to acknowledge. */
export const passPage =
  ({ userId, page: id }: Answer): EscalationDecision =>
  (incident, world) => {
    const { page, escalation } = found(incident, id);
    const isOver = escalation.ending !== undefined && !isUnderstood(escalation);
    if (isOver) throw new ConflictError("This call is over, so there is nothing to pass on.");
    if (page.passed) throw new ConflictError("It was passed on already; the next in line has been called.");
    const data = { page: page.id, escalation: escalation.id };
    const passed = { kind: "page_passed", by: person(userId), key: `passed/${page.id}`, data } as const;
    const last = pagesOf(incident, escalation.id).at(-1);
    // The climb has gone on without them; where it stood still for them it goes on now.
    const isBehind = last?.id !== page.id && !isUnderstood(escalation);
    if (isBehind || escalation.exhaustedAt !== undefined) return [passed];
    return [passed, ...climb({ incident, world, escalation, by: person(userId), at: world.now })];
  };

interface Found {
  readonly page: string;
  readonly group: string;
  readonly userIds: readonly string[];
  readonly why?: string | undefined;
}

/** Slack has said who is in a paged user group. */
export const groupFound =
  ({ page: id, group, userIds, why }: Found): EscalationDecision =>
  (incident) => {
    const page = incident.escalation.pages[id];
    if (!page?.awaited.includes(group)) return [];
    const data = { page: id, group, userIds: [...userIds], ...(why !== undefined && { why }) };
    return [
      ...letIn(incident, userIds, `${id}/${group}`),
      { kind: "group_found", by: "sitrep", key: `group_found/${id}/${group}`, data },
    ];
  };

function found({ escalation: { pages, raised } }: WithEscalation, id: string): { page: Page; escalation: Escalation } {
  const page = ownOf(pages, id);
  const escalation = page && raised[page.escalation];
  if (page && escalation) return { page, escalation };
  throw new ConflictError("This page is no longer known, so there is nothing to answer.");
}
