import { andList } from "../../lib/lists.ts";
import type { BlastRadius } from "./blast-radius.ts";

/** What is hit, and how far that reaches, to stand together or apart. */
export interface BlastWords {
  /** "Checkout (tier 1) and Search" */
  readonly hit: string;
  /** "4 services depend on them (1 of tier 0)" */
  readonly reach: string;
}

/** The blast radius in words; undefined where the catalog knows none of what is hit. */
export function blastParts({ hit, direct, through }: BlastRadius): BlastWords | undefined {
  if (hit.length === 0) return undefined;
  const names = hit.map(({ name, tier }) => (tier <= 1 ? `${name} (tier ${tier})` : name));
  const reached = [...direct, ...through];
  const it = hit.length === 1 ? "it" : "them";
  if (reached.length === 0) return { hit: andList(names), reach: `nothing else depends on ${it}` };
  const depend = reached.length === 1 ? "1 service depends" : `${reached.length} services depend`;
  return { hit: andList(names), reach: `${depend} on ${it}${weight(reached)}` };
}

/** "Hits Checkout; 4 services depend on it (1 of tier 0)", or undefined where the catalog knows none of what is hit. */
export function blastWords(radius: BlastRadius): string | undefined {
  const parts = blastParts(radius);
  return parts && `Hits ${parts.hit}; ${parts.reach}`;
}

/** What stands high among those reached: the lower tiers are told by their number alone. */
function weight(reached: BlastRadius["direct"]): string {
  const parts = [0, 1].flatMap((tier) => {
    const count = reached.filter((service) => service.tier === tier).length;
    return count > 0 ? [`${share(count, reached.length)}tier ${tier}`] : [];
  });
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

/** "1 of ", "both of ", "all of "; of the only one nothing. */
function share(count: number, all: number): string {
  if (count < all) return `${count} of `;
  if (all === 1) return "";
  return all === 2 ? "both of " : "all of ";
}
