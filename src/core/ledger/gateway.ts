import type { CarryOut } from "./outbox.ts";

/** How one edge carries out its own deeds. */
export interface Gateway {
  /** The kinds of effect that are its own. */
  readonly kinds: ReadonlySet<string>;
  /** Kinds of which all that wait in a lane go out as one. */
  readonly gathered: ReadonlySet<string>;
  readonly carryOut: CarryOut;
}

/** Gateways as one: each deed goes to the edge whose kind it is. */
export function joinGateways(gateways: readonly Gateway[]): Gateway {
  const owners = new Map(gateways.flatMap((gateway) => [...gateway.kinds].map((kind) => [kind, gateway] as const)));
  return {
    kinds: new Set(owners.keys()),
    gathered: new Set(gateways.flatMap(({ gathered }) => [...gathered])),
    carryOut: async (attempt, companions) => {
      const { kind } = attempt.effect;
      const owner = owners.get(kind);
      return owner
        ? owner.carryOut(attempt, companions)
        : { kind: "given_up", reason: `no deed for effects of kind ${kind}` };
    },
  };
}
