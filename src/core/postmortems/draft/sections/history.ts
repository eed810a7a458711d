import { plain, prose } from "../prose.ts";
import { type Draft, nameOf, severityLabel } from "../record.ts";
import { neverHeld, roleLabel, tenuresOf } from "../roles.ts";
import { bullets, listed, paragraphs, sentence, table, timeNear } from "../words.ts";

const HOW = { claimed: "claimed", assigned: "assigned", handed_over: "handed over" } as const;

/** Who held which role from when to when. */
export function roles(draft: Draft): string {
  const end = draft.incident.facts.times.resolved;
  const rows = tenuresOf(draft).map(({ role, userId, fromMs, toMs, how }) => [
    plain(roleLabel(draft, role)),
    plain(draft.names(userId)),
    timeNear(fromMs, draft.declaredAt),
    toMs !== undefined && (end === undefined || toMs < end) ? timeNear(toMs, draft.declaredAt) : "the end",
    HOW[how],
  ]);
  const missing = neverHeld(draft);
  return paragraphs([
    rows.length > 0 ? table(["Role", "Who", "From (UTC)", "To", "How"], rows) : "",
    missing.length > 0 ? `Nobody held: ${listed(missing.map(plain))}.` : "",
  ]);
}

/** Each severity with who set it, when and why. */
export function severityHistory(draft: Draft): string {
  const { severities, declaredAt } = draft;
  const first = severities[0];
  if (!first) return "";
  if (severities.length === 1) return `${plain(severityLabel(draft, first.id))} from beginning to end.`;
  const lines = severities.map(({ at, id, by, why }, index) => {
    const label = plain(severityLabel(draft, id));
    const before = severities[index - 1];
    const opening = before
      ? `changed from ${plain(severityLabel(draft, before.id))} to ${label} by ${plain(nameOf(draft, by))}`
      : `declared as ${label} by ${plain(nameOf(draft, by))}`;
    return `**${timeNear(at, declaredAt)}** ${why ? sentence(`${opening}: ${prose(why, draft.names)}`) : `${opening}.`}`;
  });
  return bullets(lines);
}
