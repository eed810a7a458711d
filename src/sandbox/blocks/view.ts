import { SlackError } from "../workspace/slack-error.ts";
import type { ViewPayload } from "../workspace/types.ts";
import { blockKinds } from "./block-kinds.ts";
import { type Check, flag, inTurn, isJson, kinds, list, oneOf, rule, shape, text } from "./check.ts";
import { plain } from "./composition.ts";
import { actionIdsFilled } from "./fill.ts";
import { LIMITS } from "./limits.ts";
import { acrossBlocks } from "./whole-rules.ts";

const common = {
  private_metadata: text({ max: LIMITS.privateMetadata }),
  callback_id: text({ max: LIMITS.id }),
  external_id: text({ max: LIMITS.id }),
};
const title = plain(LIMITS.viewTitle);
const blocks = (surface: "modal" | "home") => list(blockKinds[surface], { max: LIMITS.viewBlocks });

const hasInput = (value: unknown): boolean =>
  Array.isArray(value) && value.some((block: unknown) => isJson(block) && block.type === "input");

const views: Check = kinds({
  modal: inTurn(
    shape(
      { type: oneOf("modal"), title, blocks: blocks("modal") },
      { ...common, submit: title, close: title, clear_on_close: flag, notify_on_close: flag, submit_disabled: flag },
    ),
    rule(
      (view) => view.submit !== undefined || !hasInput(view.blocks),
      "must define `submit` to use an `input` block in modals",
    ),
  ),
  home: shape({ type: oneOf("home"), blocks: blocks("home") }, common),
});

/** A view that Slack would take, with the ids that it fills in; else invalid_arguments or view_too_large. */
export function checkView(view: unknown, type: "modal" | "home", freshId: () => string): ViewPayload {
  const problems = inTurn(
    views,
    rule((each) => each.type === type, `must be a ${type}`),
    (value, at) => (isJson(value) ? acrossBlocks(blocksOf(value.blocks), `${at}/blocks`) : []),
  )(view, "/view");
  if (problems.length > 0) throw refusal("invalid_arguments", problems);
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.viewBytes) throw new SlackError("view_too_large");
  const checked = asChecked(view);
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    submit_disabled: false,
    ...checked,
    blocks: actionIdsFilled(checked.blocks, freshId),
  };
}

type Sent = Partial<ViewPayload> & Pick<ViewPayload, "type" | "blocks">;

/** Holds because every field was checked just before. */
const asChecked = (view: unknown) => view as Sent;

const blocksOf = (value: unknown) => (Array.isArray(value) ? value.filter(isJson) : []);

/** Slack's way of listing flaws beside an error. */
export function refusal(code: string, problems: readonly { at: string; message: string }[]): SlackError {
  const sentences = problems.map(({ at, message }) => `${message} [json-pointer:${at}]`);
  const messages = sentences.map((sentence) => `[ERROR] ${sentence}`);
  return new SlackError(code, { errors: sentences, response_metadata: { messages } });
}
