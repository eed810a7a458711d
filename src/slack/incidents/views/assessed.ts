import type { ModalView } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import { type AssessedImpact, severityLabel, severityOf } from "../../../core/incidents/index.ts";
import { actions, button, joinMrkdwn, type Message, modal, mrkdwn, section } from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface AssessedModel {
  readonly incidentId: number;
  readonly policy: Policy;
  readonly assessed: Pick<AssessedImpact, "advised" | "reasons">;
  /** The severity as it is. */
  readonly present: string;
}

const TITLE = "The advice";

/** Which severity the answers speak for and why, and the one click with which a person decides. */
export function assessedView({ incidentId, policy, assessed, present }: AssessedModel): ModalView {
  const { advised, reasons } = assessed;
  const [label, now] = [severityLabel(policy, advised), severityLabel(policy, present)];
  const severity = severityOf(policy, advised);
  const called = mrkdwn`:${severity?.emoji ?? "white_circle"}: *${label}${severity ? ` ${severity.name}` : ""}*`;
  const head =
    advised === present ? mrkdwn`That is ${called}, as it stands.` : mrkdwn`That is ${called}; it stands at ${now}.`;
  const why = reasons.map((reason) => mrkdwn`• ${reason}`);
  const blocks = [section(joinMrkdwn([head, mrkdwn`Because:`, ...why], "\n"))];
  if (advised === present) return modal({ callbackId: "assessed", title: TITLE, blocks });
  const decide = actions([
    button({
      text: `Set ${label}`,
      actionId: ids.setSeverity.build({ incidentId, severity: advised }),
      style: "primary",
    }),
    button({ text: `Keep ${now}`, actionId: ids.keepSeverity.build({ incidentId }) }),
  ]);
  return modal({ callbackId: "assessed", title: TITLE, blocks: [...blocks, decide] });
}

/** What became of the advice. */
export const decidedView = ({ blocks }: Message): ModalView => modal({ callbackId: "assessed", title: TITLE, blocks });
