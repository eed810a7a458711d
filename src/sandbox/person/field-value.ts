import { type Element, optionsOf } from "../delivery/elements.ts";
import type { Json } from "../delivery/json.ts";
import type { Workspace } from "../workspace/index.ts";
import { pickOption } from "./pick.ts";

/** What a person enters: text, options by label, people and channels by name, a moment as epoch milliseconds; null empties. */
export type FieldValue = string | number | boolean | null | readonly string[];

export interface FieldHelp {
  readonly workspace: Workspace;
  /** Asks the app for the options of an external select that match. */
  options(element: Element, query: string): Promise<readonly Json[]>;
}

/** A field's value as Slack's payloads carry it, without its `type`. */
export async function fieldValue(field: Element, given: FieldValue, help: FieldHelp): Promise<Json> {
  const { element, type } = field;
  const texts = given === null ? [] : Array.isArray(given) ? given.map(String) : [String(given)];
  const one = texts[0];
  const userId = (name: string) => required(help.workspace.people.named(name.replace(/^@/, "")), `person "${name}"`).id;
  const channelId = (name: string) => required(findChannel(help.workspace, name), `channel "${name}"`).id;
  switch (type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { value: one === undefined || one === "" ? null : one };
    case "rich_text_input":
      return { rich_text_value: richText(one ?? "") };
    case "datepicker":
      return { selected_date: one ?? null };
    case "timepicker":
      return { selected_time: one ?? null };
    case "datetimepicker":
      return { selected_date_time: given === null ? null : Math.floor(Number(given) / 1000) };
    case "static_select":
    case "radio_buttons":
      return { selected_option: one === undefined ? null : pickOption(optionsOf(element), one) };
    case "checkboxes":
      return { selected_options: checked(given, texts, optionsOf(element)) };
    case "multi_static_select":
      return { selected_options: texts.map((text) => pickOption(optionsOf(element), text)) };
    case "external_select":
      return { selected_option: one === undefined ? null : await external(field, one, help) };
    case "multi_external_select":
      return { selected_options: await Promise.all(texts.map((text) => external(field, text, help))) };
    case "users_select":
      return { selected_user: one === undefined ? null : userId(one) };
    case "multi_users_select":
      return { selected_users: texts.map(userId) };
    case "conversations_select":
      return { selected_conversation: one === undefined ? null : channelId(one) };
    case "multi_conversations_select":
      return { selected_conversations: texts.map(channelId) };
    case "channels_select":
      return { selected_channel: one === undefined ? null : channelId(one) };
    case "multi_channels_select":
      return { selected_channels: texts.map(channelId) };
    default:
      throw new Error(`the sandbox cannot fill a ${type}`);
  }
}

/** `true` ticks every box, `false` none; else the boxes with these labels. */
function checked(given: FieldValue, texts: readonly string[], options: readonly Json[]): readonly Json[] {
  if (given === true) return options;
  if (given === false) return [];
  return texts.map((text) => pickOption(options, text));
}

async function external(field: Element, text: string, help: FieldHelp): Promise<Json> {
  return pickOption(await help.options(field, text), text);
}

function findChannel(workspace: Workspace, name: string) {
  return workspace.channels.named(name.replace(/^#/, "")) ?? workspace.channels.find(name);
}

function required<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the workspace has no ${what}`);
  return found;
}

const richText = (text: string): Json => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
