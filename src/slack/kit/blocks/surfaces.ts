import type { HomeView, InputBlock, InputBlockElement, KnownBlock, ModalView } from "@slack/types";
import { type Text, toMrkdwn } from "../escape.ts";
import { LIMITS } from "../limits.ts";
import { shortenMarkup } from "../text.ts";
import { context } from "./layout.ts";
import { plain } from "./text-objects.ts";

/** A field of a form; `blockId` is the name under which its value and its error are found. */
export function input(options: {
  blockId: string;
  label: string;
  element: InputBlockElement;
  hint?: string;
  isOptional?: boolean;
  /** Every change is sent as a click, so that the form can react. */
  isDispatched?: boolean;
}): InputBlock {
  return {
    type: "input",
    block_id: options.blockId,
    label: plain(options.label, LIMITS.input.label),
    element: options.element,
    optional: options.isOptional ?? false,
    ...(options.hint && { hint: plain(options.hint, LIMITS.input.hint) }),
    ...(options.isDispatched && { dispatch_action: true }),
  };
}

/** A form or notice; `metadata` comes back with each click and submission in it. */
export function modal(options: {
  callbackId: string;
  title: string;
  blocks: readonly KnownBlock[];
  submit?: string;
  close?: string;
  metadata?: object;
}): ModalView {
  const metadata = JSON.stringify(options.metadata ?? {});
  if (metadata.length > LIMITS.view.privateMetadata) {
    throw new RangeError(`The metadata of ${options.callbackId} has ${metadata.length} characters`);
  }
  return {
    type: "modal",
    callback_id: options.callbackId,
    title: plain(options.title, LIMITS.view.title),
    close: plain(options.close ?? "Close", LIMITS.view.close),
    ...(options.submit && { submit: plain(options.submit, LIMITS.view.submit) }),
    private_metadata: metadata,
    blocks: fitted(options.blocks, LIMITS.view.blocks),
  };
}

/**
 * What a person sees at home. It is published anew whenever something changes, so each block with something to press is
 * named by that: left to Slack, a name would be another every time, and a click on the view before would find nothing.
 */
export function home(blocks: readonly KnownBlock[]): HomeView {
  const taken = new Set<string>();
  const named = fitted(blocks, LIMITS.view.blocks).map((block) => {
    const name = block.block_id ?? firstActionIn(block);
    if (name === undefined || taken.has(name) || name.length > LIMITS.id) return block;
    taken.add(name);
    return { ...block, block_id: name };
  });
  return { type: "home", blocks: named };
}

function firstActionIn(block: KnownBlock): string | undefined {
  const elements = block.type === "actions" ? block.elements : block.type === "section" ? [block.accessory] : [];
  return elements.flatMap((element) => (element && "action_id" in element ? (element.action_id ?? []) : [])).at(0);
}

export interface Message {
  /** The whole message for screen readers and notifications, in Slack's markup. */
  text: string;
  blocks: KnownBlock[];
}

/** A message that Slack accepts: `text` says everything, blocks that are too many or too long are left out with a word. */
export function message(text: Text, blocks: readonly KnownBlock[]): Message {
  return {
    text: shortenMarkup(toMrkdwn(text).value, LIMITS.message.text),
    blocks: withinCharacters(fitted(blocks, LIMITS.message.blocks)),
  };
}

const LEFT_OUT = "Some of this did not fit and was left out.";

function fitted(blocks: readonly KnownBlock[], max: number): KnownBlock[] {
  if (blocks.length <= max) return [...blocks];
  return [...blocks.slice(0, max - 1), context([LEFT_OUT])];
}

function withinCharacters(blocks: KnownBlock[]): KnownBlock[] {
  let sum = 0;
  const tooMany = blocks.findIndex((block) => {
    sum += textLength(block);
    return sum > LIMITS.message.blockCharacters;
  });
  return tooMany === -1 ? blocks : [...blocks.slice(0, tooMany), context([LEFT_OUT])];
}

/** Characters that people read, wherever they stand in a block. */
function textLength(part: unknown): number {
  if (typeof part !== "object" || part === null) return 0;
  const lengths = Object.entries(part).map(([key, value]) =>
    key === "text" && typeof value === "string" ? value.length : textLength(value),
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}
