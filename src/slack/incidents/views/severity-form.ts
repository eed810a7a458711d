import type { ModalView } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import { actions, button, input, modal, textInput } from "../../kit/index.ts";
import { callbacks, ids } from "../ids.ts";
import { severitySelect } from "./choices.ts";

/** Asks for the new severity, and why. */
export const severityForm = (policy: Policy, incidentId: number, present: string): ModalView =>
  modal({
    callbackId: callbacks.severity,
    title: "Change severity",
    submit: "Change",
    metadata: { incidentId },
    blocks: [
      input({ blockId: "severity", label: "Severity", element: severitySelect(policy, present) }),
      input({
        blockId: "why",
        label: "Why",
        isOptional: true,
        element: textInput({ actionId: "why", placeholder: "What was learned" }),
      }),
      actions([button({ text: "Not sure? Assess the impact", actionId: ids.assess.build({ incidentId }) })]),
    ],
  });
