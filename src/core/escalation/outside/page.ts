import type { Policy } from "../../../config/index.ts";
import { severityLabel } from "../../incidents/index.ts";
import { publicStatusOf, statusLabel } from "../../updates/index.ts";
import type { Page } from "../facet.ts";
import { calledBy } from "../pages.ts";
import type { WithPaging } from "./facet.ts";

/** A page as ways beside Slack are told of it. */
export interface OutsidePage {
  /** The same for everything that is said of it: `sitrep/3f2a9c1e/12/e1/2`: house, incident, escalation and step. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly number: number;
  /** Its rank counts from the most severe, 0. */
  readonly severity: { readonly id: string; readonly label: string; readonly rank: number };
  /** Where the incident is found in Slack, by those who may see it. */
  readonly url: string | undefined;
  /** Who is asked, in the ladder's words. */
  readonly rung: string;
  readonly people: readonly { readonly slackId: string; readonly name?: string | undefined }[];
  /** The variable with the routing key of the rotation that is asked. */
  readonly keyName: string | undefined;
  readonly text: {
    /** "#12 Checkout errors" */
    readonly incident: string;
    /** One sentence that fits a text message. */
    readonly summary: string;
  };
  /** Nothing for a private incident, unless the policy says otherwise. */
  readonly details:
    | { readonly title: string; readonly why: string; readonly status: string; readonly services: readonly string[] }
    | undefined;
}

interface Around {
  /** What tells our pages from those of another installation that rings at the same place, or of a file begun anew. */
  readonly house: string;
  readonly url: string | undefined;
  readonly names: ReadonlyMap<string, string>;
}

/** What goes outside of a page: of a private incident its number, severity and link, and whom to reach. */
export function outsidePage(
  incident: WithPaging,
  policy: Policy,
  page: Page,
  { house, url, names }: Around,
): OutsidePage {
  const { id, facts, escalation } = incident;
  const rank = policy.severities.findIndex((each) => each.id === facts.severity);
  const label = severityLabel(policy, facts.severity);
  const isOpenBook = !facts.isPrivate || policy.paging.privateDetails;
  const why = escalation.raised[page.escalation]?.reasons[0]?.reason ?? "help is needed";
  const { routingKeys } = policy.paging.pagerduty;
  return {
    key: `sitrep/${house}/${id}/${page.id.replace("-", "/")}`,
    at: page.at,
    number: id,
    severity: { id: facts.severity, label, rank: rank === -1 ? policy.severities.length : rank },
    url,
    rung: page.label,
    people: calledBy(page).map((slackId) => ({ slackId, ...(isOpenBook && { name: names.get(slackId) }) })),
    keyName: page.rotations.flatMap((rotation) => routingKeys[rotation] ?? [])[0],
    text: isOpenBook
      ? { incident: `#${id} ${facts.title}`, summary: `${label} #${id} ${facts.title}: ${lowered(why)}` }
      : { incident: `#${id}`, summary: `${label} #${id}, a private incident: you are needed. See Slack.` },
    details: isOpenBook
      ? { title: facts.title, why, status: statusLabel(publicStatusOf(incident, policy)), services: facts.services }
      : undefined,
  };
}

/** After a colon; a word in capitals stays. */
const lowered = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
