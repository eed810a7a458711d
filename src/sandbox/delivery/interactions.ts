import { SlackError, type User, type ViewState, type Workspace } from "../workspace/index.ts";
import type { Courier } from "./courier.ts";
import { type ActResult, Desk } from "./desk.ts";
import type { Element } from "./elements.ts";
import { Forms } from "./forms.ts";
import { isJson, type Json, listOf, textOf } from "./json.ts";
import type { Notice } from "./notices.ts";
import { Payloads } from "./payloads.ts";
import type { ResponsePlace, ResponseUrls } from "./response-urls.ts";
import type { Surface } from "./surface.ts";
import { typedCommand } from "./typed-text.ts";

export interface OptionsResult extends ActResult {
  readonly options: readonly Json[];
}

const COMMAND = /^(\/\S+)(?:\s+([\s\S]*))?$/;
/** What people do with the app: commands, shortcuts, clicks; each waits for the app's acknowledgement. */
export class Interactions {
  readonly forms: Forms;
  readonly #workspace: Workspace;
  readonly #desk: Desk;
  readonly #responseUrls: ResponseUrls;
  readonly #payloads: Payloads;

  constructor(options: { workspace: Workspace; courier: Courier; responseUrls: ResponseUrls }) {
    this.#workspace = options.workspace;
    this.#desk = new Desk(options.workspace, options.courier);
    this.#responseUrls = options.responseUrls;
    this.#payloads = new Payloads(options.workspace);
    this.forms = new Forms({ ...options, desk: this.#desk, payloads: this.#payloads });
  }

  notices(userId: string): Notice[] {
    return this.#desk.notices(userId);
  }

  async command(userId: string, channelId: string, typed: string): Promise<ActResult> {
    const { app, channels } = this.#workspace;
    const channel = channels.see(userId, channelId);
    const user = this.#desk.user(userId);
    const [, name = "", rest = ""] = COMMAND.exec(typed.trim()) ?? [];
    const known = app.manifest.commands.find((command) => command.command === name);
    if (!known) {
      const text = `${name || typed} is not a valid command.`;
      return this.#desk.refuse(user, "invalid_command", text);
    }
    const place: ResponsePlace = { channelId, userId };
    const payload = this.#payloads.command({
      ...{ user, channel, command: name, text: typedCommand(this.#workspace, rest, known.shouldEscape) },
      responseUrl: this.#responseUrls.grant("commands", place),
    });
    const args = { channel: channel.name || channel.id, text: rest };
    const sent = await this.#desk.send(user, { kind: "slash_commands", payload, label: `command ${name}`, args });
    if (sent.outcome.kind === "failed") return this.#desk.failed(user, sent, "command", name);
    const answer = typeof sent.outcome.body === "string" ? { text: sent.outcome.body } : sent.outcome.body;
    if (!answer || Object.keys(answer).length === 0) return { ok: true, ackMs: sent.ackMs };
    return this.#desk.understand(user, sent, "command", name, () => void this.#responseUrls.show(place, answer, false));
  }

  async shortcut(userId: string, callbackId: string): Promise<ActResult> {
    const user = this.#desk.user(userId);
    const known = this.#shortcut("global", callbackId);
    const payload = this.#payloads.shortcut(user, known.callbackId);
    const sent = await this.#desk.send(user, { kind: "interactive", payload, label: "shortcut", args: { callbackId } });
    return this.#desk.plain(user, sent, "shortcut", known.name);
  }

  async messageShortcut(userId: string, channelId: string, ts: string, callbackId: string): Promise<ActResult> {
    const user = this.#desk.user(userId);
    const channel = this.#workspace.channels.see(userId, channelId);
    const known = this.#shortcut("message", callbackId);
    const message = this.#workspace.messages.find(channelId, ts);
    if (!message) throw new SlackError("message_not_found");
    const original = message.userId === this.#workspace.app.botUserId ? { original: { ts, ephemeral: false } } : {};
    const place = { channelId, userId, ...(message.threadTs ? { threadTs: message.threadTs } : {}), ...original };
    const payload = this.#payloads.messageShortcut({
      ...{ user, channel, message, callbackId: known.callbackId },
      responseUrl: this.#responseUrls.grant("actions", place),
    });
    const args = { callbackId, channel: channel.name, ts };
    const sent = await this.#desk.send(user, { kind: "interactive", payload, label: "message_action", args });
    return this.#desk.plain(user, sent, "shortcut", known.name);
  }

  /** Presses or sets one element; `value` is its part of the payload (`selected_option`, `value`, …). */
  async act(userId: string, surface: Surface, element: Element, value: Json): Promise<ActResult> {
    const user = this.#desk.user(userId);
    const holds = "type" in value ? value : { type: element.type, ...value };
    if (surface.kind === "view" && element.type !== "button" && element.type !== "overflow") {
      this.#workspace.views.setState(surface.viewId, element.blockId, element.actionId, holds);
    }
    const entered: ViewState = { [element.blockId]: { [element.actionId]: holds } };
    const payload = this.#payloads.blockAction({
      ...{ user, surface, element, value, entered },
      responseUrl:
        surface.kind === "view" ? undefined : this.#responseUrls.grant("actions", this.#placeOf(user, surface)),
    });
    const args = { action_id: element.actionId, block_id: element.blockId, ...surface };
    const sent = await this.#desk.send(user, { kind: "interactive", payload, label: "block_actions", args });
    return this.#desk.plain(user, sent, "action", element.labels[0] ?? element.actionId);
  }

  /** Asks the app for the options of an external select. */
  async options(userId: string, surface: Surface, element: Element, query: string): Promise<OptionsResult> {
    const user = this.#desk.user(userId);
    const payload = this.#payloads.suggestion({ user, surface, element, query });
    const args = { action_id: element.actionId, query };
    const sent = await this.#desk.send(user, { kind: "options", payload, label: "block_suggestion", args });
    if (sent.outcome.kind === "failed") {
      return { ...this.#desk.failed(user, sent, "options", element.actionId), options: [] };
    }
    const body = isJson(sent.outcome.body) ? sent.outcome.body : {};
    const groups = listOf(body.option_groups);
    const options = [...listOf(body.options), ...groups.flatMap((group) => listOf(group.options))];
    const isShaped = Array.isArray(body.options) !== Array.isArray(body.option_groups);
    const fits = isShaped && options.length <= 100 && options.every(isOption);
    if (!fits) return { ...this.#desk.misread(user, sent, "options", "invalid_options"), options: [] };
    return { ok: true, ackMs: sent.ackMs, options };
  }

  #shortcut(type: "global" | "message", name: string) {
    const { shortcuts } = this.#workspace.app.manifest;
    const known = shortcuts.find((entry) => entry.type === type && (entry.callbackId === name || entry.name === name));
    if (!known) throw new Error(`the app has no ${type} shortcut "${name}"`);
    return known;
  }

  #placeOf(user: User, surface: Exclude<Surface, { kind: "view" }>): ResponsePlace {
    const { channelId, ts, kind } = surface;
    const { messages, ephemerals } = this.#workspace;
    const isEphemeral = kind === "ephemeral";
    const found = isEphemeral
      ? ephemerals.seenBy(user.id, channelId).find((ephemeral) => ephemeral.ts === ts)
      : messages.find(channelId, ts);
    if (!found) throw new SlackError("message_not_found");
    const thread = found.threadTs && found.threadTs !== ts ? { threadTs: found.threadTs } : {};
    return { channelId, userId: user.id, ...thread, original: { ts, ephemeral: isEphemeral } };
  }
}

function isOption(option: Json): boolean {
  const text = isJson(option.text) ? textOf(option.text.text) : "";
  const value = textOf(option.value);
  return text.length > 0 && text.length <= 75 && value.length > 0 && value.length <= 75;
}
