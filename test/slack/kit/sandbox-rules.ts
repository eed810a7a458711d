import type { KnownBlock, ModalView } from "@slack/types";
import * as rules from "../../../src/sandbox/blocks/index.ts";

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Throws what Slack would answer to these blocks in a message. */
export function checkMessageBlocks(blocks: readonly KnownBlock[]): void {
  rules.checkMessageBlocks(asSent(blocks), { isShowable: () => true });
}

/** Throws what Slack would answer to this form. */
export function checkView(view: ModalView): void {
  rules.checkView(asSent(view), "modal", () => "fresh");
}
