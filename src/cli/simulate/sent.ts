import { pagesOf } from "../../core/escalation/index.ts";
import type { Entry } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";

export const KINDS = ["reminder", "escalation", "page"] as const;

/** Something by which the bot turns to people, of its own account. */
export interface Sent {
  readonly kind: (typeof KINDS)[number];
  /** Epoch milliseconds. */
  readonly at: number;
  /** What it is about, and which of several asks: equal for the same one at another time, or to somebody else. */
  readonly what: string;
  /** As the timeline tells it; people stand in it as `@{U123}`. */
  readonly text: string;
}

/** Entries of these kinds were made by decisions of the product, a moment ago. */
const asReminder = ({ data }: Entry) =>
  data as { rule: string; topic: string; rung: string; to: { kind: string; userId?: string } };
const asRaised = ({ data }: Entry) => data as { how: string; trigger?: string };
const asPaged = ({ data }: Entry) => data as { escalation: string };
const asFired = ({ data }: Entry) => data as { cause: string; act: string };

/** What people would have noticed of an entry. */
export function sentBy(entry: Entry, incident: Incident): Sent[] {
  const noticed = (kind: Sent["kind"], what: string): Sent[] => [
    { kind, at: entry.at, what, text: product.tell(entry)?.text ?? what },
  ];
  switch (entry.kind) {
    case "reminder_sent": {
      const { rule, topic, rung, to } = asReminder(entry);
      // A page is told by whom it calls, once.
      return rule === "page" ? [] : noticed("reminder", `${topic}/${rung}/${to.userId ?? to.kind}`);
    }
    case "escalation_raised": {
      const { how, trigger = "" } = asRaised(entry);
      return noticed("escalation", `escalation/${how}/${trigger}`);
    }
    case "trigger_fired": {
      const { cause, act } = asFired(entry);
      return act === "ask" ? noticed("escalation", `asked/${cause}`) : [];
    }
    case "ladder_exhausted":
      return noticed("escalation", `exhausted/${causeOf(incident, asPaged(entry).escalation)}`);
    case "paged": {
      const { escalation } = asPaged(entry);
      return noticed("page", `page/${causeOf(incident, escalation)}/${pagesOf(incident, escalation).length}`);
    }
    default:
      return [];
  }
}

function causeOf({ escalation }: Incident, id: string): string {
  const raised = escalation.raised[id];
  return `${raised?.how ?? ""}/${raised?.reasons[0]?.trigger ?? ""}`;
}
