import type { Category, Policy } from "../../config/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { addMessage, type HeardMessage, type NewTimelineEntry } from "../timeline/index.ts";
import { adviseCategory } from "./category-advice.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { WithFacts } from "./facet.ts";
import { checkedSeverity } from "./severity.ts";
import { checkedServices, checkedText, checkedTitle } from "./wording.ts";

export interface DeclareInput {
  readonly userId: string;
  readonly title: string;
  /** A severity's id, label, name or alias. */
  readonly severity: string;
  readonly category?: string | undefined;
  readonly services?: readonly string[];
  readonly description?: string | undefined;
  /** Undefined leaves it to the category. */
  readonly isPrivate?: boolean | undefined;
  readonly isDrill?: boolean;
  readonly isRetrospective?: boolean;
  /** Epoch milliseconds. */
  readonly startedAt?: number | undefined;
  readonly via: "form" | "command" | "message" | "home" | "shortcut" | "split";
  /** The incident of which it is a workstream. */
  readonly parentId?: number | undefined;
  /** The message that it was declared from. */
  readonly source?: HeardMessage | undefined;
}

/** Opens an incident; InvalidInputError for what the form cannot take. */
export const declare =
  (input: DeclareInput): Decision<WithFacts, NewIncidentEntry | NewTimelineEntry> =>
  (incident, world) => {
    const { policy, now } = world;
    const title = checkedTitle(input.title, policy);
    const severity = checkedSeverity(policy, input.severity);
    const description = checkedText(input.description, "description", policy);
    const category = checkedCategory(policy, input.category) ?? advisedWhenPrivate(policy, title);
    const services = checkedServices(input.services ?? [], policy);
    const startedAt = checkedStart(input, now);
    const { source } = input;
    return [
      {
        kind: "declared",
        by: person(input.userId),
        data: {
          title,
          severity: severity.id,
          category: category?.id,
          services,
          text: description,
          isPrivate: input.isPrivate ?? category?.private ?? false,
          isDrill: input.isDrill ?? false,
          isRetrospective: input.isRetrospective ?? false,
          startedAt,
          via: input.via,
          source: source && {
            channelId: source.channelId,
            ts: source.ts,
            threadTs: source.threadTs,
            permalink: source.permalink,
          },
          parentId: input.parentId,
        },
      },
      ...(source ? addMessage(source, input.userId, false)(incident, world) : []),
    ];
  };

/** A category by id; InvalidInputError for one that the policy does not have. */
export function checkedCategory(policy: Policy, id: string | undefined): Category | undefined {
  if (id === undefined) return undefined;
  const category = policy.categories.find((candidate) => candidate.id === id);
  if (category) return category;
  throw new InvalidInputError("That category is no longer there. Open the form again and choose another.", "category");
}

/** What reads like a breach is kept private until a person says otherwise: a word that is out cannot be taken back. */
function advisedWhenPrivate(policy: Policy, title: string): Category | undefined {
  const advised = adviseCategory(policy, title)?.category;
  return advised?.private ? advised : undefined;
}

function checkedStart({ startedAt, isRetrospective }: DeclareInput, now: number): number | undefined {
  if (startedAt === undefined) {
    if (!isRetrospective) return undefined;
    throw new InvalidInputError("Say when it started, so that the record has its beginning.", "started");
  }
  if (startedAt <= now) return startedAt;
  throw new InvalidInputError("It cannot have started in the future. Choose a time that has passed.", "started");
}
