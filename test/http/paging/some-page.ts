import type { OutsidePage } from "../../../src/core/escalation/index.ts";

export const PAGE: OutsidePage = {
  key: "sitrep/12/1/primary",
  at: Date.UTC(2026, 2, 12, 3, 0),
  number: 12,
  severity: { id: "sev1", label: "SEV-1", rank: 0 },
  url: "https://acme.slack.com/archives/C012345678",
  rung: "On-call engineer",
  people: [{ slackId: "U0DANA0001", name: "Dana" }],
  keyName: undefined,
  text: { incident: "#12 Checkout errors", summary: "SEV-1 #12 Checkout errors: nobody acknowledged within 5 min" },
  details: {
    title: "Checkout errors",
    why: "nobody acknowledged within 5 min",
    status: "Investigating",
    services: ["checkout"],
  },
};
