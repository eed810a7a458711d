import type { KnownBlock, ModalView } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import type { Assessment, UserShare } from "../../../core/incidents/index.ts";
import { type Choice, checkboxes, context, input, modal, mrkdwn, select, textInput } from "../../kit/index.ts";
import { callbacks } from "../ids.ts";

const SHARES: readonly { value: UserShare; text: string }[] = [
  { value: "all", text: "All of them" },
  { value: "most", text: "Over 50 %" },
  { value: "some", text: "10 to 50 %" },
  { value: "few", text: "Under 10 %" },
  { value: "none", text: "None yet" },
];

const BUSINESS: readonly Choice[] = [
  { value: "paying", text: "Paying customers are hit" },
  { value: "sla", text: "A promise to customers (SLA) is broken or about to be" },
  { value: "reputation", text: "Customers or the press talk about it" },
  { value: "regulator", text: "A regulator may have to be told" },
];

const DATA: readonly Choice[] = [
  { value: "loss", text: "Data may be lost" },
  { value: "integrity", text: "Data may be wrong" },
  { value: "exposure", text: "Data may be exposed" },
];

const LASTING: readonly Choice[] = [
  { value: "minutes", text: "Minutes" },
  { value: "hours", text: "Hours" },
  { value: "days", text: "Days" },
  { value: "unknown", text: "Nobody knows" },
];

const WORKAROUNDS: readonly Choice[] = [
  { value: "easy", text: "Yes, an easy one" },
  { value: "hard", text: "Yes, a hard one" },
  { value: "none", text: "None" },
  { value: "unknown", text: "Nobody knows" },
];

export interface AssessFormModel {
  readonly incidentId: number;
  readonly policy: Policy;
  /** What was answered the last time. */
  readonly last: Assessment | undefined;
}

/** Asks how bad it is, in five dimensions; one answer is enough. */
export const assessForm = ({ incidentId, policy, last }: AssessFormModel): ModalView =>
  modal({
    callbackId: callbacks.assess,
    title: "Assess the impact",
    submit: "Advise me",
    metadata: { incidentId },
    blocks: [
      context([mrkdwn`Answer what you know. You get a severity with its reasons, and you decide.`]),
      ...users(last),
      ...business(policy, last),
      ...data(last),
      ...duration(last),
      input({
        blockId: "workaround",
        label: "Is there a way around it?",
        isOptional: true,
        element: select({ actionId: "workaround", choices: WORKAROUNDS, ...(last && { initial: last.workaround }) }),
      }),
    ],
  });

const users = (last: Assessment | undefined): KnownBlock[] => [
  input({
    blockId: "share",
    label: "How many users are hit?",
    element: select({
      actionId: "share",
      placeholder: "A guess will do",
      choices: SHARES,
      ...(last && { initial: last.users.share }),
    }),
  }),
  numberField("count", "In numbers, if you know", "1,200", last?.users.count),
];

const business = ({ severityAdvice }: Policy, last: Assessment | undefined): KnownBlock[] => [
  ticks("business", "Business", BUSINESS, [
    ...(last?.users.arePaying ? ["paying"] : []),
    ...(last?.business.isSlaBroken ? ["sla"] : []),
    ...(last?.business.isReputationAtRisk ? ["reputation"] : []),
    ...(last?.business.isRegulatoryRisk ? ["regulator"] : []),
  ]),
  numberField("revenue", `Revenue lost so far (${severityAdvice.currency})`, "10,000", last?.business.revenue),
];

const data = (last: Assessment | undefined): KnownBlock[] => [
  ticks("data", "Data: what is suspected?", DATA, [
    ...(last?.data.isLossSuspected ? ["loss"] : []),
    ...(last?.data.isIntegrityDoubted ? ["integrity"] : []),
    ...(last?.data.isExposureSuspected ? ["exposure"] : []),
  ]),
];

const duration = (last: Assessment | undefined): KnownBlock[] => [
  input({
    blockId: "lasting",
    label: "How long will it last?",
    isOptional: true,
    element: select({ actionId: "lasting", choices: LASTING, ...(last && { initial: last.duration.expected }) }),
  }),
  ticks(
    "worse",
    "Trend",
    [{ value: "worse", text: "It is getting worse" }],
    last?.duration.isGettingWorse ? ["worse"] : [],
  ),
];

const ticks = (blockId: string, label: string, choices: readonly Choice[], initial: readonly string[]) =>
  input({ blockId, label, isOptional: true, element: checkboxes({ actionId: blockId, choices, initial }) });

const numberField = (blockId: string, label: string, placeholder: string, initial: number | undefined) =>
  input({
    blockId,
    label,
    isOptional: true,
    element: textInput({ actionId: blockId, placeholder, ...(initial !== undefined && { initial: String(initial) }) }),
  });
