import type { Policy } from "../../config/index.ts";
import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person, SITREP, type Timer, type World } from "../ledger/index.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";

export const ARCHIVE_WARNING = "archive_warning";
export const ARCHIVE = "archive";

/** When the channel is to go: the delay after it was finished or somebody wanted it kept; undefined while it may not. */
export function archiveAt(
  { isOpen, channel, archive, stageAt, mergedInto }: IncidentFacts,
  policy: Policy,
): number | undefined {
  if (isOpen || !channel || channel.isArchived || archive.dueAt !== undefined) return undefined;
  const { archiveAfterMs, archiveWarningMs, archiveMergedAfterMs } = policy.channel;
  if (mergedInto !== undefined) return Math.max(stageAt, archive.objectedAt ?? 0) + archiveMergedAfterMs;
  const planned = Math.max(stageAt, archive.objectedAt ?? 0) + archiveAfterMs;
  return archive.warnedAt === undefined ? planned : Math.max(planned, archive.warnedAt + archiveWarningMs);
}

/** First the warning, then, unless somebody objects, the end. */
export function archiveTimers({ facts }: WithFacts, { policy }: World): Timer[] {
  const at = archiveAt(facts, policy);
  if (at === undefined) return [];
  // The pointer to where it goes on says so already.
  const isWarned =
    facts.mergedInto !== undefined || facts.archive.warnedAt !== undefined || !policy.reminders.archive.enabled;
  if (isWarned) return [{ key: ARCHIVE, kind: ARCHIVE, at }];
  return [{ key: ARCHIVE_WARNING, kind: ARCHIVE_WARNING, at: at - policy.channel.archiveWarningMs }];
}

/** Tells the channel; who comes late to it gives the full time to object. */
export const warnOfArchive =
  (): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy, now }) => {
    const at = archiveAt(facts, policy);
    if (at === undefined || facts.archive.warnedAt !== undefined || facts.mergedInto !== undefined) return [];
    const warned = Math.max(at, now + policy.channel.archiveWarningMs);
    return [{ kind: "archive_warned", by: SITREP, data: { archiveAt: warned } }];
  };

export const archiveNow =
  (): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy, now }) => {
    const at = archiveAt(facts, policy);
    return at === undefined || at > now ? [] : [{ kind: "archive_due", by: SITREP, data: {} }];
  };

/** Keeps the channel for another delay. */
export const objectToArchive =
  (userId: string): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }) => {
    if (facts.channel?.isArchived || facts.archive.dueAt !== undefined) {
      throw new ConflictError("The channel is archived already. Its menu has “Unarchive channel”.");
    }
    if (facts.isOpen) throw new ConflictError("The incident is open again, so its channel stays anyway.");
    if (facts.archive.warnedAt === undefined) {
      throw new ConflictError("Somebody has said so already: the channel stays for now.");
    }
    return [{ kind: "archive_objected", by: person(userId), data: {} }];
  };
