export { type BlastRadius, blastRadius, dependenciesOf, dependentsOf } from "./blast-radius.ts";
export { type BlastWords, blastParts, blastWords } from "./blast-words.ts";
export { checkedNames, unknownService } from "./checked.ts";
export {
  catalogued,
  nearestServices,
  serviceLabel,
  serviceMeant,
  servicesLike,
  servicesSaid,
  synonymsOf,
} from "./find.ts";
export { ownersOf, rotationsOf } from "./owners.ts";
