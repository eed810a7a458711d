import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import type { NoticeRecord, WithNotices } from "../../../src/core/notices/index.ts";
import type { Incident } from "../../../src/core/product.ts";
import type { TimelineLine } from "../../../src/core/timeline/index.ts";
import { DANA, ELI, MIA, STAFF, START, VirtualDay } from "../reminders/virtual-day.ts";

const SERVICES: Policy["services"] = [
  {
    id: "checkout-api",
    name: "Checkout API",
    tier: 1,
    aliases: ["cart-svc"],
    owners: { people: [], userGroups: [] },
    dependsOn: [],
    runbooks: [],
    objectives: [],
    links: [],
    statusPage: { name: "Payments" },
  },
  {
    id: "ledger-db",
    name: "Ledger",
    tier: 0,
    aliases: [],
    owners: { people: [], userGroups: [] },
    dependsOn: [],
    runbooks: [],
    objectives: [],
    links: [],
  },
];

/** The shipped policy with a catalog of two services, one of which customers know. */
export const POLICY: Policy = { ...shippedPolicy(), services: SERVICES };

const NAMES: Readonly<Record<string, string>> = { [DANA]: "Dana Reyes", [ELI]: "Eli", [MIA]: "Mia Wong" };

/** An incident with a staff, about both services, as a text is filled from it and held against it. */
export function recordOf(options: {
  readonly declared?: object;
  readonly after?: (day: VirtualDay) => void;
  readonly moments?: readonly TimelineLine[];
  readonly policy?: Policy;
}): NoticeRecord {
  const { declared = {}, after, moments = [], policy = POLICY } = options;
  const day = new VirtualDay({ policy, declared: { services: ["checkout-api", "ledger-db"], ...declared } });
  day.write(...STAFF);
  after?.(day);
  const incident: WithNotices & Incident = day.incident;
  return { incident, policy, now: day.now, moments, nameOf: (userId) => NAMES[userId] ?? userId };
}

export const line = (text: string, more: Partial<TimelineLine> = {}): TimelineLine => ({
  seq: 1,
  key: "k",
  kind: "message_said",
  at: START,
  by: `person:${MIA}`,
  text,
  isKey: true,
  marks: [],
  permalink: undefined,
  files: [],
  isEdited: false,
  isDeleted: false,
  ...more,
});
