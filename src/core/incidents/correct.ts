import { type Decision, person } from "../ledger/index.ts";
import { checkedTimes } from "./correct-times.ts";
import { checkedCategory } from "./declare.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";
import { checkedSeverity } from "./severity.ts";
import { checkedServices, checkedText, checkedTitle } from "./wording.ts";

/** What is to be put right; what is absent stays. */
export interface Correction {
  readonly title?: string | undefined;
  readonly severity?: string | undefined;
  readonly category?: string | undefined;
  readonly services?: readonly string[] | undefined;
  /** An empty text takes it away. */
  readonly description?: string | undefined;
  readonly impact?: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt?: number | undefined;
}

type Change = NewIncidentEntry extends infer Entry
  ? Entry extends { kind: infer Kind; data: infer Data }
    ? { kind: Kind; data: Data }
    : never
  : never;

/** Puts details right: an entry with the old value for each that differs, none when nothing does. */
export const correct =
  (userId: string, correction: Correction): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy, now }) => {
    const { title, severity, category, services, description, impact, startedAt } = correction;
    const changes: Change[] = [
      ...(title === undefined ? [] : titleChange(facts, checkedTitle(title, policy))),
      ...(severity === undefined ? [] : severityChange(facts, checkedSeverity(policy, severity).id)),
      ...(category === undefined ? [] : categoryChange(facts, checkedCategory(policy, category)?.id)),
      ...(services === undefined ? [] : servicesChange(facts, checkedServices(services, policy, facts.services))),
      ...(description === undefined
        ? []
        : textChange("description_changed", facts.description, checkedText(description, "description", policy))),
      ...(impact === undefined
        ? []
        : textChange("impact_changed", facts.impact, checkedText(impact, "impact", policy))),
      ...(startedAt === undefined ? [] : checkedTimes(facts, { started: startedAt }, now)),
    ];
    return changes.map((change): NewIncidentEntry => ({ by: person(userId), ...change }));
  };

const titleChange = ({ title: before }: IncidentFacts, title: string): Change[] =>
  title === before ? [] : [{ kind: "title_changed", data: { before, title } }];

const severityChange = ({ severity: before }: IncidentFacts, severity: string): Change[] =>
  severity === before ? [] : [{ kind: "severity_changed", data: { before, severity } }];

const categoryChange = ({ category: before }: IncidentFacts, category: string | undefined): Change[] =>
  category === undefined || category === before ? [] : [{ kind: "category_changed", data: { before, category } }];

function servicesChange(facts: IncidentFacts, services: readonly string[]): Change[] {
  const before = [...facts.services];
  const isSame = before.length === services.length && services.every((name) => before.includes(name));
  return isSame ? [] : [{ kind: "services_changed", data: { before, services: [...services] } }];
}

const textChange = (
  kind: "description_changed" | "impact_changed",
  before: string | undefined,
  text: string | undefined,
): Change[] => ((text ?? "") === (before ?? "") ? [] : [{ kind, data: { before, text: text ?? "" } }]);
