import { InvalidInputError } from "../../lib/errors.ts";
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
      ...(title === undefined ? [] : titleChange(facts, checkedTitle(title))),
      ...(severity === undefined ? [] : severityChange(facts, checkedSeverity(policy, severity).id)),
      ...(category === undefined ? [] : categoryChange(facts, checkedCategory(policy, category)?.id)),
      ...(services === undefined ? [] : servicesChange(facts, checkedServices(services))),
      ...(description === undefined
        ? []
        : textChange("description_changed", facts.description, checkedText(description, "description"))),
      ...(impact === undefined ? [] : textChange("impact_changed", facts.impact, checkedText(impact, "impact"))),
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

/** One thing to put right, as it is typed: `title Checkout is down`. */
const FIELDS = ["title", "severity", "category", "services", "description", "impact"] as const;
const FIELD_SYNONYMS: Readonly<Record<string, (typeof FIELDS)[number]>> = { service: "services", name: "title" };

/** Reads `/incident edit {field} {value}`; InvalidInputError with the right form for anything else. */
export function parseCorrection(words: string, separator: (list: string) => readonly string[]): Correction {
  const [, word = "", value = ""] = /^(\S+)\s*([\s\S]*)$/.exec(words.trim()) ?? [];
  const name = FIELD_SYNONYMS[word.toLowerCase()] ?? FIELDS.find((field) => field === word.toLowerCase());
  if (!name || value === "") {
    throw new InvalidInputError(
      `Say what to put right and how it should read: \`/incident edit title Checkout is down\`. What can be put right: ${FIELDS.join(", ")}. \`/incident edit\` alone opens a form.`,
    );
  }
  return name === "services" ? { services: separator(value) } : { [name]: value };
}
