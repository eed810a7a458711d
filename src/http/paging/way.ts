import type { OutsidePage, WayName } from "../../core/escalation/index.ts";

/** How an attempt to reach a way ended. The reason is shown to people: no address, no secret, no words of the incident. */
export type Delivery =
  | { readonly kind: "delivered"; readonly status: number }
  /** It will never take this. */
  | { readonly kind: "refused"; readonly status: number; readonly reason: string }
  | {
      readonly kind: "later";
      readonly reason: string;
      readonly isInDoubt: boolean;
      /** How long it asks to be left alone. */
      readonly afterMs?: number;
    };

/** A way of paging beside Slack. What is sent twice must arrive once: each names the page by its own key. */
export interface PagingWay {
  readonly name: WayName;
  readonly page: (page: OutsidePage) => Promise<Delivery>;
  readonly acknowledge: (page: OutsidePage) => Promise<Delivery>;
  readonly resolve: (page: OutsidePage) => Promise<Delivery>;
  /** Whether this page has somewhere to go. */
  isOnFor(page: OutsidePage): boolean;
}
