import { SlackError } from "../workspace/slack-error.ts";
import type { Block, MessageContent, Metadata } from "../workspace/types.ts";
import { blockKinds } from "./block-kinds.ts";
import { isJson, type Json, list } from "./check.ts";
import { slackFileIds } from "./composition.ts";
import { LIMITS } from "./limits.ts";
import { refusal } from "./view.ts";
import { acrossBlocks, textLength } from "./whole-rules.ts";

const messageBlocks = list(blockKinds.message, { max: LIMITS.messageBlocks });

export interface MessageChecks {
  /** Whether a `slack_file` of this id can be shown yet. */
  readonly isShowable: (fileId: string) => boolean;
}

/** Blocks that Slack would take in a message; else invalid_blocks_format, invalid_blocks or msg_blocks_too_long. */
export function checkMessageBlocks(blocks: unknown, checks: MessageChecks, at = "/blocks"): Block[] {
  if (!Array.isArray(blocks)) throw new SlackError("invalid_blocks_format");
  const found = messageBlocks(blocks, at);
  const problems = found.length > 0 ? found : acrossBlocks(blocks.filter(isJson), at);
  if (problems.length > 0) throw refusal("invalid_blocks", problems);
  if (textLength(blocks) > LIMITS.messageBlockText) throw new SlackError("msg_blocks_too_long");
  const hidden = slackFileIds(blocks).filter((id) => !checks.isShowable(id));
  if (hidden.length > 0) throw refusal("invalid_blocks", [{ at, message: "invalid slack file" }]);
  return asBlocks(blocks);
}

/** What a message body says, checked as Slack checks it; `no_text` when it says nothing. */
export function messageContent(body: Json, checks: MessageChecks): MessageContent {
  const text = typeof body.text === "string" ? body.text : "";
  const blocks = body.blocks === undefined ? undefined : checkMessageBlocks(body.blocks, checks);
  const attachments = body.attachments === undefined ? undefined : checkAttachments(body.attachments, checks);
  if (text.length > LIMITS.messageText) throw new SlackError("msg_too_long");
  if (text.trim() === "" && !blocks?.length && !attachments?.length) throw new SlackError("no_text");
  return {
    text,
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(body.metadata === undefined ? {} : { metadata: checkMetadata(body.metadata) }),
  };
}

function checkAttachments(attachments: unknown, checks: MessageChecks): Json[] {
  if (!Array.isArray(attachments)) throw new SlackError("invalid_attachments");
  if (attachments.length > LIMITS.attachments) throw new SlackError("too_many_attachments");
  return attachments.map((attachment: unknown, index) => {
    if (!isJson(attachment)) throw new SlackError("invalid_attachments");
    if (attachment.blocks === undefined) return attachment;
    return { ...attachment, blocks: checkMessageBlocks(attachment.blocks, checks, `/attachments/${index}/blocks`) };
  });
}

function checkMetadata(metadata: unknown): Metadata {
  const sound =
    isJson(metadata) &&
    typeof metadata.event_type === "string" &&
    metadata.event_type !== "" &&
    isJson(metadata.event_payload);
  if (!sound) throw new SlackError("invalid_metadata_format");
  if (JSON.stringify(metadata).length > 8000) throw new SlackError("metadata_too_large");
  return asMetadata(metadata);
}

/** Holds because each block was found to have a known type. */
const asBlocks = (blocks: unknown[]) => blocks as Block[];

/** Holds because both fields were checked just before. */
const asMetadata = (metadata: Json) => metadata as unknown as Metadata;
