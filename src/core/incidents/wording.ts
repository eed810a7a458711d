import type { Policy } from "../../config/index.ts";
import { withoutControls } from "../../lib/controls.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { checkedNames } from "../services/index.ts";
import { withoutSecrets } from "../timeline/index.ts";

export const LONGEST = { title: 250, text: 3_000, service: 75, services: 20 } as const;

/** Without control characters and whatever displays text backwards. */
export const cleaned = (text: string): string => withoutControls(text).trim();

const lengthOf = (text: string): number => Array.from(text).length;

/** One line to call the incident by, without secrets; InvalidInputError for none, or one that is too long. */
export function checkedTitle(text: string, policy: Policy): string {
  const title = withoutSecrets(cleaned(text.replace(/\s+/g, " ")), policy);
  if (title === "") throw new InvalidInputError("Give it a title: a few words that say what is broken.", "title");
  if (lengthOf(title) <= LONGEST.title) return title;
  throw new InvalidInputError(
    `A title has at most ${LONGEST.title} characters, and this one has ${lengthOf(title)}. Put the rest into the description.`,
    "title",
  );
}

/** Text of several lines without secrets, or undefined for none; InvalidInputError under `field` when it is too long. */
export function checkedText(text: string | undefined, field: string, policy: Policy): string | undefined {
  const checked = withoutSecrets(cleaned(text ?? ""), policy);
  if (checked === "") return undefined;
  if (lengthOf(checked) <= LONGEST.text) return checked;
  throw new InvalidInputError(
    `This has at most ${LONGEST.text} characters, and you wrote ${lengthOf(checked)}. Shorten it, or post the rest in the channel.`,
    field,
  );
}

/** Like `checkedText`, where something must be said; `asked` is the sentence for who said nothing. */
export function neededText(text: string | undefined, field: string, policy: Policy, asked: string): string {
  const checked = checkedText(text, field, policy);
  if (checked === undefined) throw new InvalidInputError(asked, field);
  return checked;
}

/**
 * Services as they go on record, each once: keys of the catalog, or any words where there is none; what is `kept` stood there before.
 * InvalidInputError for too many, too long ones, and those that the catalog does not have.
 */
export function checkedServices(names: readonly string[], policy: Policy, kept: readonly string[] = []): string[] {
  const words = names.map((name) => cleaned(name.replace(/\s+/g, " "))).filter((name) => name !== "");
  const services = checkedNames(policy.services, words, kept);
  if (services.length > LONGEST.services) {
    throw new InvalidInputError(`Name at most ${LONGEST.services} services.`, "services");
  }
  const tooLong = services.find((name) => lengthOf(name) > LONGEST.service);
  if (tooLong === undefined || kept.includes(tooLong)) return services;
  throw new InvalidInputError(
    `The name of a service has at most ${LONGEST.service} characters. Separate several with commas.`,
    "services",
  );
}
