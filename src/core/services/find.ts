import { nearestFew, type Service, squeezed } from "../../config/index.ts";

/** The services of a policy, in the order of its file. */
export type Services = readonly Service[];

const wordsOf = ({ id, name, aliases }: Service): string[] => [id, name, ...aliases];

/** The service that a word means: by key, name or alias; capitals, spaces, hyphens and underscores do not count. */
export function serviceMeant(services: Services, word: string): Service | undefined {
  const meant = squeezed(word);
  return services.find((service) => wordsOf(service).some((known) => squeezed(known) === meant));
}

/** The services that the catalog knows of these words, each once. */
export function catalogued(services: Services, words: readonly string[]): Service[] {
  return [...new Set(words.flatMap((word) => serviceMeant(services, word) ?? []))];
}

/** How a service is called: its name in the catalog, or the word itself. */
export const serviceLabel = (services: Services, word: string): string => serviceMeant(services, word)?.name ?? word;

/** Every word by which a service may have been named, in lower case, the word itself among them. */
export function synonymsOf(services: Services, word: string): string[] {
  const service = serviceMeant(services, word);
  return [...new Set([word, ...(service ? wordsOf(service) : [])].map((each) => each.toLowerCase()))];
}

/** The services that were most likely meant by a misspelt word, nearest first; none where nothing is close. */
export function nearestServices(services: Services, word: string, most = 3): Service[] {
  const known = services.flatMap((service) => wordsOf(service).map((text) => ({ text, service })));
  const close = nearestFew(word, known, ({ text }) => text).map(({ service }) => service);
  const like = word.length < SHORTEST_PART ? [] : servicesLike(services, word);
  return [...new Set([...close, ...like])].slice(0, most);
}

/** "pay" stands for payments, "p" for too much. */
const SHORTEST_PART = 3;

/** What a person typing may look for, those first whose name begins with it; everything for nothing. */
export function servicesLike(services: Services, typed: string): Service[] {
  const sought = squeezed(typed);
  const rank = (service: Service): number => {
    const words = wordsOf(service).map(squeezed);
    if (words.some((word) => word.startsWith(sought))) return 0;
    return words.some((word) => word.includes(sought)) ? 1 : 2;
  };
  return services
    .map((service) => ({ service, rank: rank(service) }))
    .filter(({ rank: found }) => found < 2)
    .sort((a, b) => a.rank - b.rank || a.service.tier - b.service.tier)
    .map(({ service }) => service);
}

/** The services that a sentence names, whole words only. */
export function servicesSaid(services: Services, sentence: string): Service[] {
  const said = spaced(sentence);
  return services.filter((service) => wordsOf(service).some((word) => said.includes(spaced(word))));
}

/** Its words between single spaces, so that "pay" is not found in "payments". */
const spaced = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
