import type { BlastRadius } from "./blast-radius.ts";

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** "Hits Checkout; 4 services depend on it (1 of tier 0)", or undefined where the catalog knows none of what is hit. */
export function blastWords({ hit, direct, through }: BlastRadius): string | undefined {
  if (hit.length === 0) return undefined;
  const names = hit.map(({ name, tier }) => (tier <= 1 ? `${name} (tier ${tier})` : name));
  const reached = [...direct, ...through];
  const it = hit.length === 1 ? "it" : "them";
  if (reached.length === 0) return `Hits ${listed(names)}; nothing else depends on ${it}`;
  const verb = reached.length === 1 ? "depends" : "depend";
  return `Hits ${listed(names)}; ${counted(reached.length, "service", "services")} ${verb} on ${it}${weight(reached)}`;
}

/** What stands high among those reached: the lower tiers are told by their number alone. */
function weight(reached: BlastRadius["direct"]): string {
  const parts = [0, 1].flatMap((tier) => {
    const count = reached.filter((service) => service.tier === tier).length;
    return count > 0 ? [`${count} of tier ${tier}`] : [];
  });
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
