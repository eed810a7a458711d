import {
  type Block,
  type OpenView,
  SlackError,
  type User,
  type ViewState,
  type Workspace,
} from "../workspace/index.ts";
import type { Courier, Parcel, Sent } from "./courier.ts";
import { clientErrors, type Element, stateValues } from "./elements.ts";
import { isJson, type Json, listOf, textOf } from "./json.ts";
import { type Failed, failureCode, failureText, type Notice } from "./notices.ts";
import { Payloads } from "./payloads.ts";
import type { ResponsePlace, ResponseUrls } from "./response-urls.ts";
import type { Surface } from "./surface.ts";
import { typedCommand } from "./typed-text.ts";

/** What came of an act that needs the app's acknowledgement. */
export interface ActResult {
  readonly ok: boolean;
  readonly ackMs: number;
  readonly error?: string;
  /** The sentence that the person read instead. */
  readonly notice?: string;
}

export interface SubmitResult extends ActResult {
  /** Sentences under fields, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface OptionsResult extends ActResult {
  readonly options: readonly Json[];
}

const COMMAND = /^(\/\S+)(?:\s+([\s\S]*))?$/;
const MISBEHAVED = "The app answered in a way that Slack does not understand";

/** What people do with the app: commands, shortcuts, clicks, forms; each waits for the app's acknowledgement. */
export class Interactions {
  readonly #workspace: Workspace;
  readonly #courier: Courier;
  readonly #responseUrls: ResponseUrls;
  readonly #payloads: Payloads;
  readonly #notices: Notice[] = [];

  constructor(options: { workspace: Workspace; courier: Courier; responseUrls: ResponseUrls }) {
    this.#workspace = options.workspace;
    this.#courier = options.courier;
    this.#responseUrls = options.responseUrls;
    this.#payloads = new Payloads(options.workspace);
  }

  notices(userId: string): Notice[] {
    return this.#notices.filter((notice) => notice.userId === userId);
  }

  async command(userId: string, channelId: string, typed: string): Promise<ActResult> {
    const { app, channels } = this.#workspace;
    const channel = channels.see(userId, channelId);
    const user = this.#user(userId);
    const [, name = "", rest = ""] = COMMAND.exec(typed.trim()) ?? [];
    const known = app.manifest.commands.find((command) => command.command === name);
    if (!known) {
      const text = `${name || typed} is not a valid command.`;
      return this.#refuse(user, "invalid_command", text);
    }
    const place: ResponsePlace = { channelId, userId };
    const payload = this.#payloads.command({
      ...{ user, channel, command: name, text: typedCommand(this.#workspace, rest, known.shouldEscape) },
      responseUrl: this.#responseUrls.grant("commands", place),
    });
    const args = { channel: channel.name || channel.id, text: rest };
    const sent = await this.#send(user, { kind: "slash_commands", payload, label: `command ${name}`, args });
    if (sent.outcome.kind === "failed") return this.#failed(user, sent, "command", name);
    const answer = typeof sent.outcome.body === "string" ? { text: sent.outcome.body } : sent.outcome.body;
    if (!answer || Object.keys(answer).length === 0) return { ok: true, ackMs: sent.ackMs };
    return this.#understand(user, sent, "command", name, () => void this.#responseUrls.show(place, answer, false));
  }

  async shortcut(userId: string, callbackId: string): Promise<ActResult> {
    const user = this.#user(userId);
    const known = this.#shortcut("global", callbackId);
    const payload = this.#payloads.shortcut(user, known.callbackId);
    const sent = await this.#send(user, { kind: "interactive", payload, label: "shortcut", args: { callbackId } });
    return this.#plain(user, sent, "shortcut", known.name);
  }

  async messageShortcut(userId: string, channelId: string, ts: string, callbackId: string): Promise<ActResult> {
    const user = this.#user(userId);
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
    const sent = await this.#send(user, { kind: "interactive", payload, label: "message_action", args });
    return this.#plain(user, sent, "shortcut", known.name);
  }

  /** Presses or sets one element; `value` is its part of the payload (`selected_option`, `value`, …). */
  async act(userId: string, surface: Surface, element: Element, value: Json): Promise<ActResult> {
    const user = this.#user(userId);
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
    const sent = await this.#send(user, { kind: "interactive", payload, label: "block_actions", args });
    return this.#plain(user, sent, "action", element.labels[0] ?? element.actionId);
  }

  /** Asks the app for the options of an external select. */
  async options(userId: string, surface: Surface, element: Element, query: string): Promise<OptionsResult> {
    const user = this.#user(userId);
    const payload = this.#payloads.suggestion({ user, surface, element, query });
    const args = { action_id: element.actionId, query };
    const sent = await this.#send(user, { kind: "options", payload, label: "block_suggestion", args });
    if (sent.outcome.kind === "failed") {
      return { ...this.#failed(user, sent, "options", element.actionId), options: [] };
    }
    const body = isJson(sent.outcome.body) ? sent.outcome.body : {};
    const groups = listOf(body.option_groups);
    const options = [...listOf(body.options), ...groups.flatMap((group) => listOf(group.options))];
    const isShaped = Array.isArray(body.options) !== Array.isArray(body.option_groups);
    const fits = isShaped && options.length <= 100 && options.every(isOption);
    if (!fits) return { ...this.#misread(user, sent, "options", "invalid_options"), options: [] };
    return { ok: true, ackMs: sent.ackMs, options };
  }

  /** Sends the form on top; what Slack's client checks itself never reaches the app. */
  async submit(userId: string, viewId: string): Promise<SubmitResult> {
    const user = this.#user(userId);
    const { views } = this.#workspace;
    const view = this.#modal(viewId);
    const values = stateValues(view.payload.blocks, view.state);
    const missing = clientErrors(view.payload.blocks, values);
    views.setErrors(viewId, missing);
    if (Object.keys(missing).length > 0) return { ok: false, ackMs: 0, error: "client_errors", errors: missing };
    const payload = this.#payloads.submission(user, view);
    const args = { callback_id: view.payload.callback_id, viewId };
    const sent = await this.#send(user, { kind: "interactive", payload, label: "view_submission", args });
    if (sent.outcome.kind === "failed") return { ...this.#failed(user, sent, "view", viewId), errors: {} };
    const answer = sent.outcome.body;
    if (answer === undefined || (isJson(answer) && Object.keys(answer).length === 0)) {
      if (views.find(viewId)) views.close(viewId);
      return { ok: true, ackMs: sent.ackMs, errors: {} };
    }
    if (isJson(answer) && answer.response_action === "errors") return this.#showErrors(user, sent, view, answer);
    const result = this.#understand(user, sent, "view", viewId, () => this.#respond(userId, viewId, answer));
    return { ...result, errors: {} };
  }

  /** The person closes the form on top, or all of them with `all`; the app hears of it where it asked to. */
  async close(userId: string, viewId: string, all: boolean): Promise<ActResult> {
    const user = this.#user(userId);
    const view = this.#modal(viewId);
    const isCleared = all || view.payload.clear_on_close;
    const closed = isCleared ? this.#workspace.views.clear(userId) : this.#workspace.views.close(viewId);
    let result: ActResult = { ok: true, ackMs: 0 };
    for (const gone of closed.filter(({ payload }) => payload.notify_on_close)) {
      const payload = this.#payloads.closed(user, gone, isCleared);
      const args = { callback_id: gone.payload.callback_id, viewId: gone.id };
      const sent = await this.#send(user, { kind: "interactive", payload, label: "view_closed", args });
      // Nobody sees whether the app heard that a form was closed, so a failure leaves no notice.
      result = { ok: sent.outcome.kind === "acked", ackMs: sent.ackMs };
    }
    return result;
  }

  #respond(userId: string, viewId: string, answer: Json | string): void {
    const { views } = this.#workspace;
    const action = isJson(answer) ? answer.response_action : undefined;
    if (isJson(answer) && action === "update") views.respondUpdate(viewId, answer.view);
    else if (isJson(answer) && action === "push") views.respondPush(viewId, answer.view);
    else if (action === "clear") views.clear(userId);
    else throw new SlackError("invalid_response_action");
  }

  #showErrors(user: User, sent: Sent, view: OpenView, answer: Json): SubmitResult {
    const given = isJson(answer.errors) ? Object.entries(answer.errors) : [];
    const inputs = new Set(view.payload.blocks.filter(isInput).map((block) => block.block_id));
    const fits = given.length > 0 && given.every(([id, text]) => inputs.has(id) && typeof text === "string" && text);
    if (!fits) return { ...this.#misread(user, sent, "view", "invalid_errors"), errors: {} };
    const errors = Object.fromEntries(given.map(([id, text]) => [id, textOf(text)]));
    this.#workspace.views.setErrors(view.id, errors);
    return { ok: false, ackMs: sent.ackMs, error: "refused", errors };
  }

  #understand(user: User, sent: Sent, failed: Failed, what: string, deed: () => void): ActResult {
    try {
      deed();
      return { ok: true, ackMs: sent.ackMs };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return this.#misread(user, sent, failed, error.code, what);
    }
  }

  #plain(user: User, sent: Sent, failed: Failed, what: string): ActResult {
    return sent.outcome.kind === "failed" ? this.#failed(user, sent, failed, what) : { ok: true, ackMs: sent.ackMs };
  }

  #failed(user: User, sent: Sent, failed: Failed, what: string): ActResult {
    if (sent.outcome.kind !== "failed") throw new Error("an acknowledged payload has not failed");
    const code = failureCode(sent.outcome);
    return { ...this.#refuse(user, code, failureText(failed, code, what)), ackMs: sent.ackMs };
  }

  #misread(user: User, sent: Sent, failed: Failed, code: string, what = ""): ActResult {
    const text = `${failureText(failed, code, what)} (${MISBEHAVED}: ${code})`;
    return { ...this.#refuse(user, code, text), ackMs: sent.ackMs };
  }

  #refuse(user: User, error: string, text: string): ActResult {
    this.#notices.push({ userId: user.id, at: this.#workspace.clock.now(), error, text });
    return { ok: false, ackMs: 0, error, notice: text };
  }

  #send(user: User, parcel: Omit<Parcel, "by">): Promise<Sent> {
    return this.#courier.send({ ...parcel, by: user.name });
  }

  #user(userId: string): User {
    return this.#workspace.people.get(userId);
  }

  #modal(viewId: string): OpenView {
    const view = this.#workspace.views.find(viewId);
    if (view?.payload.type !== "modal") throw new SlackError("not_found");
    return view;
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

const isInput = (block: Block): boolean => block.type === "input";

function isOption(option: Json): boolean {
  const text = isJson(option.text) ? textOf(option.text.text) : "";
  const value = textOf(option.value);
  return text.length > 0 && text.length <= 75 && value.length > 0 && value.length <= 75;
}
