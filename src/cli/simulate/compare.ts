import type { Sent } from "./sent.ts";

/** One thing that the other policy would have done otherwise. */
export type Difference =
  | { readonly kind: "gone"; readonly at: number; readonly text: string }
  | { readonly kind: "new"; readonly at: number; readonly text: string }
  | {
      readonly kind: "moved";
      readonly at: number;
      readonly toAt: number;
      readonly text: string;
      /** How it would read instead, where somebody else would have been turned to. */
      readonly toText?: string;
    };

/** What differs between two runs of one incident, in the order of time. Pure. */
export function compare(before: readonly Sent[], after: readonly Sent[]): Difference[] {
  const whats = new Set([...before, ...after].map(({ what }) => what));
  const found = [...whats].flatMap((what) => {
    const gone = without(before, after, what);
    const fresh = without(after, before, what);
    const pairs = Math.min(gone.length, fresh.length);
    return [
      ...gone.slice(0, pairs).map((old, index) => moved(old, fresh[index] ?? old)),
      ...gone.slice(pairs).map(({ at, text }) => ({ kind: "gone", at, text }) as const),
      ...fresh.slice(pairs).map(({ at, text }) => ({ kind: "new", at, text }) as const),
    ];
  });
  return found.sort((a, b) => a.at - b.at);
}

const moved = ({ at, text }: Sent, to: Sent): Difference => ({
  ...{ kind: "moved", at, toAt: to.at, text },
  ...(to.text !== text && { toText: to.text }),
});

const sameness = ({ at, text }: Sent): string => `${at} ${text}`;

function without(these: readonly Sent[], those: readonly Sent[], what: string): Sent[] {
  const same = new Set(those.filter((one) => one.what === what).map(sameness));
  return these.filter((one) => one.what === what && !same.has(sameness(one)));
}
