import { dueAt } from "../../../config/index.ts";
import { holderOf } from "../../roles/index.ts";
import { updateIntervalMs } from "../../updates/index.ts";
import { openEscalations } from "../pages.ts";
import { isWorkedOn } from "./at-work.ts";
import { defineTrigger, isBeingWatched, ofSeverity, openedAt, workStartedAt } from "./sighting.ts";
import { span } from "./wording.ts";

export const responseTime = defineTrigger({
  id: "responseTime",
  isOfTime: true,
  sightings(incident, { policy }, { does }) {
    const severity = ofSeverity(incident, policy);
    const startedAt = workStartedAt(incident);
    const hasResponded = incident.facts.times.acknowledged !== undefined || isWorkedOn(incident);
    const at = severity && dueAt(severity.respondWithin, startedAt, policy.businessHours);
    // People are being called for just that already.
    const isCalled = openEscalations(incident).some(({ how }) => how === "declared");
    if (at === undefined || hasResponded || isCalled) return [];
    return [{ cause: `${startedAt}`, at, does, evidence: `nobody acknowledged within ${span(at - startedAt)}` }];
  },
});

export const unresolved = defineTrigger({
  id: "unresolved",
  isOfTime: true,
  sightings(incident, { policy }, { does }) {
    const severity = ofSeverity(incident, policy);
    const startedAt = workStartedAt(incident);
    const at = severity && dueAt(severity.escalateAfter, startedAt, policy.businessHours);
    if (!severity || at === undefined || isBeingWatched(incident)) return [];
    const evidence = `${severity.label} and not resolved after ${span(at - startedAt)}`;
    return [{ cause: `${startedAt}`, at, does, evidence }];
  },
});

export const openLong = defineTrigger({
  id: "openLong",
  isOfTime: true,
  sightings(incident, _world, { does, afterMs }) {
    if (isBeingWatched(incident)) return [];
    const since = openedAt(incident);
    return [{ cause: `${since}`, at: since + afterMs, does, evidence: `open for ${span(afterMs)}` }];
  },
});

export const noProgress = defineTrigger({
  id: "noProgress",
  isOfTime: true,
  sightings(incident, { policy }, { does, afterIntervals }) {
    const intervalMs = updateIntervalMs(incident, policy);
    if (intervalMs === undefined || isBeingWatched(incident)) return [];
    const since = Math.max(workStartedAt(incident), incident.triggers.progressAt ?? 0);
    const restMs = afterIntervals * intervalMs;
    const evidence = `no change of status, finding, action or update for ${span(restMs)}`;
    return [{ cause: `${since}`, at: since + restMs, does, evidence }];
  },
});

export const ownerSilent = defineTrigger({
  id: "ownerSilent",
  isOfTime: true,
  sightings(incident, _world, { does, afterMs }) {
    const owner = holderOf(incident, "commander");
    if (owner === undefined) return [];
    const { askedAt, actedAt, updateAsked } = incident.triggers;
    const question = askedAt[owner];
    const questions = [
      ...(question && !incident.timeline.deleted.includes(question.about) ? [question.at] : []),
      ...(updateAsked && updateAsked.by !== owner ? [updateAsked.at] : []),
    ].filter((at) => at > Math.max(actedAt[owner] ?? 0, openedAt(incident)));
    if (questions.length === 0) return [];
    const at = Math.min(...questions);
    const evidence = `the commander was asked and has been silent for ${span(afterMs)}`;
    return [{ cause: `${owner}/${at}`, at: at + afterMs, does, evidence }];
  },
});
