import type { Json } from "../../delivery/json.ts";

export interface ElementProps {
  readonly element: Json;
  readonly blockId: string;
  readonly actionId: string;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Set when a label of the page names the element. */
  readonly id?: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
  /** Part of an `input` block: it tells the app only when asked to. */
  readonly dispatches?: boolean;
  readonly isInput?: boolean;
}
