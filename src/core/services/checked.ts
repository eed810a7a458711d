import { InvalidInputError } from "../../lib/errors.ts";
import { nearestServices, type Services, serviceMeant } from "./find.ts";

/**
 * Words for services as they go on record: the key of those that the catalog knows. Without a catalog any word will do, and so
 * does one of `kept`, which stood there before; InvalidInputError naming the nearest for any other.
 */
export function checkedNames(services: Services, words: readonly string[], kept: readonly string[] = []): string[] {
  if (services.length === 0) return [...new Set(words)];
  const found = words.map((word) => serviceMeant(services, word)?.id ?? (kept.includes(word) ? word : undefined));
  const unknown = words.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) throw new InvalidInputError(unknownService(services, unknown), "services");
  return [...new Set(found.flatMap((id) => id ?? []))];
}

const MOST_TOLD = 12;

/** What a person is told who named services that the catalog does not have. */
export function unknownService(services: Services, words: readonly string[]): string {
  const each = words.map((word) => `“${Array.from(word).slice(0, 40).join("")}”`);
  const what =
    each.length === 1
      ? `There is no service ${each[0]} in the catalog.`
      : `These are not in the catalog of services: ${each.join(", ")}.`;
  const near = [...new Set(words.flatMap((word) => nearestServices(services, word)))];
  if (near.length > 0) return `${what} Did you mean ${orList(near.map(({ name }) => name))}?`;
  const names = services.slice(0, MOST_TOLD).map(({ name }) => name);
  const more = services.length > MOST_TOLD ? ` and ${services.length - MOST_TOLD} more (\`/incident service\`)` : "";
  return `${what} It has ${names.join(", ")}${more}.`;
}

const orList = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
