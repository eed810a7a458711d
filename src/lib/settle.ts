import type { Settle } from "./virtual-clock.ts";

/** A loopback round trip takes a few turns of the event loop; this many quiet ones in a row mean that none is on its way. */
const QUIET_TURNS = 12;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Settles once every `isIdle` has held for several turns of the event loop in a row. */
export function settleWhen(...isIdle: (() => boolean)[]): Settle {
  return async () => {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      await nextTurn();
      quiet = isIdle.every((claim) => claim()) ? quiet + 1 : 0;
    }
  };
}
