import type { Policy, Template } from "../../config/index.ts";
import type { OfferMoment } from "./entries.ts";
import type { SentNotice, WithNotices } from "./facet.ts";
import { usualAudiences } from "./recipients.ts";

/** A text that is due to somebody outside now, and whether it went. */
export interface OfferedNotice {
  readonly template: Template;
  /** Who is chosen at first, by id. */
  readonly audiences: readonly string[];
  readonly sent: SentNotice | undefined;
}

/**
 * What is worth offering at a moment: texts whose readers can be reached and have not just read the same, and to customers only
 * the end of what they were told. Nothing about private incidents, drills and what was over before it was declared.
 */
export function offeredAt(moment: OfferMoment, incident: WithNotices, policy: Policy): readonly OfferedNotice[] {
  const { facts, notices } = incident;
  if (facts.isPrivate || facts.isDrill || facts.isRetrospective || facts.parentId !== undefined) return [];
  const since = moment === "resolved" ? facts.times.resolved : facts.times.declared;
  if (since === undefined) return [];
  return policy.templates
    .filter(({ offer }) => offer === moment)
    .map((template) => ({ template, audiences: usualAudiences(incident, policy, template) }))
    .filter((offered) => isWanted(offered, incident))
    .map(({ template, audiences }) => ({
      template,
      audiences,
      sent: notices.sent.findLast(({ template: id, at }) => id === template.id && at >= since),
    }));
}

function isWanted({ template, audiences }: Omit<OfferedNotice, "sent">, { notices }: WithNotices): boolean {
  return template.audience === "customers" ? notices.customers !== undefined : audiences.length > 0;
}

/** Why a moment is past: it ended, it goes on after all, or an update told everybody; undefined while it is not. */
export function pastOf(
  moment: OfferMoment,
  { facts, updates }: WithNotices,
): "over" | "goes_on" | "updated" | undefined {
  if (moment === "resolved") return facts.isOpen || facts.isCancelled ? "goes_on" : undefined;
  if (updates.count > 0) return "updated";
  return facts.isOpen ? undefined : "over";
}

/** Whether there is still something to offer. */
export const isOfferOpen = (moment: OfferMoment, incident: WithNotices, policy: Policy): boolean =>
  pastOf(moment, incident) === undefined && offeredAt(moment, incident, policy).some(({ sent }) => sent === undefined);

/** Counts the times that a moment came: each has an offer of its own. */
export const roundOf = (moment: OfferMoment, { notices }: WithNotices): number =>
  moment === "declared" ? 0 : notices.endings;
