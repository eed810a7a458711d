import {
  type Block,
  type OpenView,
  SlackError,
  type User,
  type ViewState,
  type Workspace,
} from "../workspace/index.ts";
import type { Sent } from "./courier.ts";
import type { ActResult, Desk } from "./desk.ts";
import { clientErrors, elementsOf, stateValues } from "./elements.ts";
import { isJson, type Json, textOf } from "./json.ts";
import type { Payloads } from "./payloads.ts";
import type { ResponseUrls } from "./response-urls.ts";

export interface SubmitResult extends ActResult {
  /** Sentences under fields, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Forms that people send and close. */
export class Forms {
  readonly #workspace: Workspace;
  readonly #desk: Desk;
  readonly #payloads: Payloads;
  readonly #responseUrls: ResponseUrls;

  constructor(options: { workspace: Workspace; responseUrls: ResponseUrls; desk: Desk; payloads: Payloads }) {
    this.#workspace = options.workspace;
    this.#responseUrls = options.responseUrls;
    this.#desk = options.desk;
    this.#payloads = options.payloads;
  }

  /** Sends the form on top; what Slack's client checks itself never reaches the app. */
  async submit(userId: string, viewId: string): Promise<SubmitResult> {
    const user = this.#desk.user(userId);
    const { views } = this.#workspace;
    const view = this.#modal(viewId);
    const values = stateValues(view.payload.blocks, view.state);
    const missing = clientErrors(view.payload.blocks, values);
    views.setErrors(viewId, missing);
    if (Object.keys(missing).length > 0) return { ok: false, ackMs: 0, error: "client_errors", errors: missing };
    const payload = this.#payloads.submission(user, view, this.#answerable(user, view, values));
    const args = { callback_id: view.payload.callback_id, viewId };
    const sent = await this.#desk.send(user, { kind: "interactive", payload, label: "view_submission", args });
    if (sent.outcome.kind === "failed") return { ...this.#desk.failed(user, sent, "view", viewId), errors: {} };
    const answer = sent.outcome.body;
    if (answer === undefined || (isJson(answer) && Object.keys(answer).length === 0)) {
      if (views.find(viewId)) views.close(viewId);
      return { ok: true, ackMs: sent.ackMs, errors: {} };
    }
    if (isJson(answer) && answer.response_action === "errors") return this.#showErrors(user, sent, view, answer);
    const result = this.#desk.understand(user, sent, "view", viewId, () => this.#respond(userId, viewId, answer));
    return { ...result, errors: {} };
  }

  /** The person closes the form on top, or all of them with `all`; the app hears of it where it asked to. */
  async close(userId: string, viewId: string, all: boolean): Promise<ActResult> {
    const user = this.#desk.user(userId);
    const view = this.#modal(viewId);
    const isCleared = all || view.payload.clear_on_close;
    const closed = isCleared ? this.#workspace.views.clear(userId) : this.#workspace.views.close(viewId);
    let result: ActResult = { ok: true, ackMs: 0 };
    for (const gone of closed.filter(({ payload }) => payload.notify_on_close)) {
      const payload = this.#payloads.closed(user, gone, isCleared);
      const args = { callback_id: gone.payload.callback_id, viewId: gone.id };
      const sent = await this.#desk.send(user, { kind: "interactive", payload, label: "view_closed", args });
      // Nobody sees whether the app heard that a form was closed, so a failure leaves no notice.
      result = { ok: sent.outcome.kind === "acked", ackMs: sent.ackMs };
    }
    return result;
  }

  /** Response URLs for the channels chosen in selects that have `response_url_enabled`. */
  #answerable(user: User, view: OpenView, values: ViewState): Json[] {
    return elementsOf(view.payload.blocks).flatMap(({ blockId, actionId, element }): Json[] => {
      const held = values[blockId]?.[actionId];
      if (element.response_url_enabled !== true || !isJson(held)) return [];
      const channelId = textOf(held.selected_conversation) || textOf(held.selected_channel);
      if (channelId === "") return [];
      const url = this.#responseUrls.grant("actions", { channelId, userId: user.id });
      return [{ block_id: blockId, action_id: actionId, channel_id: channelId, response_url: url }];
    });
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
    if (!fits) return { ...this.#desk.misread(user, sent, "view", "invalid_errors"), errors: {} };
    const errors = Object.fromEntries(given.map(([id, text]) => [id, textOf(text)]));
    this.#workspace.views.setErrors(view.id, errors);
    return { ok: false, ackMs: sent.ackMs, error: "refused", errors };
  }

  #modal(viewId: string): OpenView {
    const view = this.#workspace.views.find(viewId);
    if (view?.payload.type !== "modal") throw new SlackError("not_found");
    return view;
  }
}

const isInput = (block: Block): boolean => block.type === "input";
