import type { Channel, Message, OpenView, User, ViewState, Workspace } from "../workspace/index.ts";
import { type Element, stateValues } from "./elements.ts";
import type { Json } from "./json.ts";
import type { Surface } from "./surface.ts";

const TOKEN = "sandbox-verification";

/** The bodies of commands and interactive payloads, as Slack writes them. */
export class Payloads {
  readonly #workspace: Workspace;
  #actionCount = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  command(input: { user: User; channel: Channel; command: string; text: string; responseUrl: string }): Json {
    const { team, app, triggers } = this.#workspace;
    const { user, channel } = input;
    return {
      token: TOKEN,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: commandChannelName(channel),
      user_id: user.id,
      user_name: user.name,
      command: input.command,
      text: input.text,
      api_app_id: app.id,
      is_enterprise_install: "false",
      response_url: input.responseUrl,
      trigger_id: triggers.issue(user.id),
    };
  }

  shortcut(user: User, callbackId: string): Json {
    return {
      type: "shortcut",
      ...this.#common(),
      action_ts: this.#actionTs(),
      user: this.#user(user),
      callback_id: callbackId,
      trigger_id: this.#workspace.triggers.issue(user.id),
    };
  }

  messageShortcut(input: {
    user: User;
    channel: Channel;
    message: Message;
    callbackId: string;
    responseUrl: string;
  }): Json {
    const { user, channel, message } = input;
    return {
      type: "message_action",
      ...this.#common(),
      action_ts: this.#actionTs(),
      user: this.#user(user),
      channel: channelRef(channel),
      callback_id: input.callbackId,
      trigger_id: this.#workspace.triggers.issue(user.id),
      response_url: input.responseUrl,
      message_ts: message.ts,
      message: this.#workspace.messageJson(message),
    };
  }

  blockAction(input: {
    user: User;
    surface: Surface;
    element: Element;
    value: Json;
    entered: ViewState;
    responseUrl: string | undefined;
  }): Json {
    const { user, surface, element, value, entered } = input;
    const { type, text, value: pressed, placeholder } = element.element;
    const action = {
      action_id: element.actionId,
      block_id: element.blockId,
      ...(text === undefined ? {} : { text }),
      ...(pressed === undefined ? {} : { value: pressed }),
      ...(placeholder === undefined ? {} : { placeholder }),
      type,
      ...value,
      action_ts: this.#actionTs(),
    };
    const viewId = surface.kind === "view" ? surface.viewId : undefined;
    return {
      type: "block_actions",
      user: this.#user(user),
      ...this.#common(),
      trigger_id: this.#workspace.triggers.issue(user.id, this.#isModal(viewId) ? viewId : undefined),
      ...this.#surface(user, surface, entered),
      ...(input.responseUrl ? { response_url: input.responseUrl } : {}),
      actions: [action],
    };
  }

  suggestion(input: { user: User; surface: Surface; element: Element; query: string }): Json {
    const { user, surface, element, query } = input;
    const { response_url: _url, state: _state, ...place } = this.#surface(user, surface, {});
    return {
      type: "block_suggestion",
      user: this.#user(user),
      ...this.#common(),
      ...place,
      action_id: element.actionId,
      block_id: element.blockId,
      value: query,
    };
  }

  submission(user: User, view: OpenView, responseUrls: readonly Json[]): Json {
    return {
      type: "view_submission",
      ...this.#common(),
      user: this.#user(user),
      trigger_id: this.#workspace.triggers.issue(user.id, view.id),
      view: this.#view(view),
      response_urls: responseUrls,
    };
  }

  closed(user: User, view: OpenView, isCleared: boolean): Json {
    const body = { type: "view_closed", ...this.#common(), user: this.#user(user), view: this.#view(view) };
    return { ...body, is_cleared: isCleared };
  }

  #surface(user: User, surface: Surface, entered: ViewState): Json {
    const { views, messages, ephemerals, channels } = this.#workspace;
    if (surface.kind === "view") {
      const view = views.find(surface.viewId);
      if (!view) throw new Error(`there is no view ${surface.viewId} any more`);
      return { container: { type: "view", view_id: view.id }, view: this.#view(view) };
    }
    const { channelId, ts } = surface;
    const channel = channels.see(user.id, channelId);
    const container = { type: "message", message_ts: ts, channel_id: channelId };
    if (surface.kind === "ephemeral") {
      const ephemeral = ephemerals.seenBy(user.id, channelId).find((candidate) => candidate.ts === ts);
      const state = { values: stateValues(ephemeral?.blocks ?? [], entered) };
      return { container: { ...container, is_ephemeral: true }, channel: channelRef(channel), state };
    }
    const message = messages.find(channelId, ts);
    if (!message) throw new Error(`there is no message ${ts} any more`);
    const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
    return {
      container: { ...container, is_ephemeral: false, ...thread },
      channel: channelRef(channel),
      message: this.#workspace.messageJson(message),
      state: { values: stateValues(message.blocks ?? [], entered) },
    };
  }

  #view(view: OpenView): Json {
    const body = this.#workspace.views.asPayload(view);
    return { ...body, state: { values: stateValues(view.payload.blocks, view.state) } };
  }

  #isModal(viewId: string | undefined): boolean {
    return viewId !== undefined && this.#workspace.views.find(viewId)?.payload.type === "modal";
  }

  #common(): Json {
    const { team, app } = this.#workspace;
    const home = { team: { id: team.id, domain: team.domain }, enterprise: null, is_enterprise_install: false };
    return { token: TOKEN, api_app_id: app.id, ...home };
  }

  #user(user: User): Json {
    return { id: user.id, username: user.name, name: user.name, team_id: user.teamId };
  }

  /** Unique within the run, as Slack's are. */
  #actionTs(): string {
    this.#actionCount += 1;
    const seconds = (this.#workspace.clock.now() / 1000).toFixed(0);
    return `${seconds}.${String(this.#actionCount % 1_000_000).padStart(6, "0")}`;
  }
}

function channelRef(channel: Channel): Json {
  return { id: channel.id, name: commandChannelName(channel) };
}

/** Slack does not name private channels and direct messages to an app. */
function commandChannelName(channel: Channel): string {
  switch (channel.kind) {
    case "public":
      return channel.name;
    case "private":
      return "privategroup";
    case "im":
      return "directmessage";
    case "mpim":
      return channel.name;
  }
}
