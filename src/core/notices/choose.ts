import { type Policy, PublicStatus, type Readers, type Template } from "../../config/index.ts";
import { InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { publicStatusOf } from "../updates/index.ts";
import type { WithNotices } from "./facet.ts";

const squeezed = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The template with this name; NotFoundError when the policy no longer has it. */
export function templateNamed(policy: Policy, id: string): Template {
  const template = policy.templates.find((each) => each.id === id);
  if (!template) throw new NotFoundError("That template is no longer there. Choose another one.");
  return template;
}

/** In a list, as they are needed: those inside first, customers by how far it has come, then whoever takes over. */
const SHELVES: readonly (Readers | PublicStatus)[] = [
  "internal",
  ...PublicStatus.options,
  "customers",
  "leadership",
  "engineering",
];

const shelfOf = ({ audience, status }: Template): number => SHELVES.indexOf(status ?? audience);

/** The texts that may be written about an incident: nothing of a private one goes to customers. */
export const templatesFor = ({ facts }: WithNotices, policy: Policy): readonly Template[] =>
  policy.templates
    .filter(({ audience }) => !facts.isPrivate || audience !== "customers")
    .sort((a, b) => shelfOf(a) - shelfOf(b));

/** The notice to customers that announces where the incident stands. */
const forCustomers = (incident: WithNotices, policy: Policy): Template | undefined =>
  policy.templates.find(
    ({ audience, status }) => audience === "customers" && status === publicStatusOf(incident, policy),
  ) ?? policy.templates.find(({ audience }) => audience === "customers");

/** What is most likely to be written next to those inside: the first notification, an update, how it ended. */
function usual(incident: WithNotices, policy: Policy): Template | undefined {
  const internal = policy.templates.filter(({ audience }) => audience === "internal");
  if (!incident.facts.isOpen) return internal.find(({ offer }) => offer === "resolved") ?? internal[0];
  const first = internal.find(({ offer }) => offer === "declared");
  const isTold = incident.updates.count > 0 || incident.notices.sent.some(({ audience }) => audience === "internal");
  const further = internal.find(({ id }) => id === "update") ?? internal.find(({ offer }) => offer === undefined);
  return isTold ? (further ?? first) : (first ?? further);
}

/** The template that a person means by an audience, a name or the beginning of one; InvalidInputError that lists them. */
export function templateMeant(incident: WithNotices, policy: Policy, words: string): Template {
  const known = templatesFor(incident, policy);
  const word = squeezed(words);
  const found = meant(incident, policy, word, known);
  if (found && !known.includes(found)) throw new InvalidInputError(privateWords(incident));
  if (found) return found;
  const names = known.map(({ id }) => `\`${id}\``).join(", ");
  throw new InvalidInputError(
    `There is no such template. Write \`/incident notify\` for a form, or name an audience (\`customers\`, \`leadership\`, \`engineering\`) or one of ${names}.`,
  );
}

function meant(incident: WithNotices, policy: Policy, word: string, known: readonly Template[]): Template | undefined {
  if (["", "internal", "stakeholders"].includes(word)) return usual(incident, policy);
  if (["customer", "customers"].includes(word)) return forCustomers(incident, policy);
  const exact = known.find(({ id, title }) => squeezed(id) === word || squeezed(title) === word);
  const ofReaders = known.find(({ audience }) => audience === word);
  const like = known.filter(({ id, title }) => squeezed(id).includes(word) || squeezed(title).startsWith(word));
  return exact ?? ofReaders ?? (like.length === 1 ? like[0] : undefined);
}

const HANDOFFS = {
  engineering: ["engineering", "engineers", "engineer", "eng"],
  leadership: ["leadership", "leaders", "management", "executives"],
  customers: ["customers", "customer", "support"],
} as const;

/** The handoff that a person means; undefined where they name none. */
export function handoffMeant(incident: WithNotices, policy: Policy, words: string): Template | undefined {
  const word = words.trim().toLowerCase();
  const reader = Object.entries(HANDOFFS).find(([, names]) => names.some((name) => name === word))?.[0];
  if (reader === undefined) return undefined;
  const found =
    policy.templates.find(({ id }) => id === `handoff-${reader}`) ??
    policy.templates.find(({ audience, status }) => audience === reader && status === undefined);
  if (found && !templatesFor(incident, policy).includes(found)) throw new InvalidInputError(privateWords(incident));
  return found;
}

export const privateWords = ({ id }: WithNotices): string =>
  `#${id} is private, so nothing of it goes to customers by me. Speak with whoever leads it.`;
