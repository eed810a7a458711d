import { checkView } from "../blocks/index.ts";
import type { Feed } from "./feed.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Triggers } from "./triggers.ts";
import type { OpenView, ViewPayload, ViewState } from "./types.ts";

const DEEPEST_STACK = 3;

/** Modals that people have open, three deep at most, and the homes that the app has published to them. */
export class Views {
  readonly #state: State;
  readonly #feed: Feed;
  readonly #triggers: Triggers;

  constructor(state: State, feed: Feed, triggers: Triggers) {
    this.#state = state;
    this.#feed = feed;
    this.#triggers = triggers;
  }

  /** Opens a modal as the only one; what was open is gone. */
  open(triggerId: string, view: unknown): OpenView {
    const payload = this.#checked(view, "modal");
    const { userId } = this.#triggers.redeem(triggerId);
    this.#uniqueExternalId(payload);
    return this.#stackUp(userId, [], payload);
  }

  /** Puts a modal on top of those that the person has open. */
  push(triggerId: string, view: unknown): OpenView {
    const payload = this.#checked(view, "modal");
    const { userId } = this.#triggers.redeem(triggerId);
    this.#uniqueExternalId(payload);
    return this.#stackUp(userId, this.stack(userId), payload);
  }

  /** Replaces what an open view shows, unless it has changed since the caller read its hash. */
  update(target: { viewId: string } | { externalId: string }, view: unknown, hash?: string): OpenView {
    const open = "viewId" in target ? this.find(target.viewId) : this.#byExternalId(target.externalId);
    const payload = this.#checked(view, open?.payload.type ?? "modal");
    if (!open) throw new SlackError("not_found");
    return this.#replace(open, payload, hash);
  }

  /** Shows a person the app's home. */
  publish(userId: string, view: unknown, hash?: string): OpenView {
    const payload = this.#checked(view, "home");
    const user = this.#state.user(userId);
    if (!this.#state.app.manifest.homeTab) throw new SlackError("not_enabled");
    if (user.deleted) throw new SlackError("user_not_found");
    const shown = this.#state.homes.get(userId);
    if (shown) return this.#replace(shown, payload, hash);
    const home = this.#fresh(userId, payload, undefined);
    this.#state.homes.set(userId, home);
    this.#feed.changed({ kind: "home", userId });
    return home;
  }

  find(viewId: string): OpenView | undefined {
    return this.#all().find((view) => view.id === viewId);
  }

  /** The open modals of a person, the one on top last. */
  stack(userId: string): OpenView[] {
    return this.#state.stacks.get(userId) ?? [];
  }

  home(userId: string): OpenView | undefined {
    return this.#state.homes.get(userId);
  }

  /** `response_action: "update"`: no trigger is needed. */
  respondUpdate(viewId: string, view: unknown): OpenView {
    return this.#replace(this.#open(viewId), this.#checked(view, "modal"));
  }

  /** `response_action: "push"`: no trigger is needed. */
  respondPush(viewId: string, view: unknown): OpenView {
    const payload = this.#checked(view, "modal");
    const { userId } = this.#open(viewId);
    return this.#stackUp(userId, this.stack(userId), payload);
  }

  /** Closes a modal and those above it; gives what was closed, the top one first. */
  close(viewId: string): OpenView[] {
    const { userId } = this.#open(viewId);
    const stack = this.stack(userId);
    const at = stack.findIndex((view) => view.id === viewId);
    this.#state.stacks.set(userId, stack.slice(0, at));
    this.#feed.changed({ kind: "view", userId });
    return stack.slice(at).reverse();
  }

  /** Closes all modals of a person; gives what was closed, the top one first. */
  clear(userId: string): OpenView[] {
    const [root] = this.stack(userId);
    return root ? this.close(root.id) : [];
  }

  setState(viewId: string, blockId: string, actionId: string, value: unknown): void {
    const view = this.#known(viewId);
    view.state = { ...view.state, [blockId]: { ...view.state[blockId], [actionId]: value } };
    this.#changed(view);
  }

  setErrors(viewId: string, errors: Record<string, string>): void {
    const view = this.#known(viewId);
    view.errors = errors;
    this.#changed(view);
  }

  /** The view as Slack's answers and payloads show it. */
  asPayload(view: OpenView): Record<string, unknown> {
    const { app, team } = this.#state;
    const { type, title, submit, close, ...rest } = view.payload;
    return {
      id: view.id,
      team_id: team.id,
      type,
      ...rest,
      ...(type === "modal" ? { title, submit: submit ?? null, close: close ?? null } : { title: null }),
      state: { values: view.state },
      hash: view.hash,
      root_view_id: view.rootViewId,
      previous_view_id: view.previousViewId,
      app_id: app.id,
      app_installed_team_id: team.id,
      bot_id: app.botId,
    };
  }

  #all(): OpenView[] {
    return [...[...this.#state.stacks.values()].flat(), ...this.#state.homes.values()];
  }

  #known(viewId: string): OpenView {
    const view = this.find(viewId);
    if (!view) throw new SlackError("not_found");
    return view;
  }

  #open(viewId: string): OpenView {
    const view = this.#known(viewId);
    if (view.payload.type !== "modal") throw new SlackError("not_found");
    return view;
  }

  #byExternalId(externalId: string): OpenView | undefined {
    return this.#all().find((view) => view.payload.external_id === externalId);
  }

  #uniqueExternalId({ external_id }: ViewPayload): void {
    if (external_id !== "" && this.#byExternalId(external_id)) throw new SlackError("duplicate_external_id");
  }

  #checked(view: unknown, type: "modal" | "home"): ViewPayload {
    return checkView(view, type, () => this.#state.id("b"));
  }

  #stackUp(userId: string, below: OpenView[], payload: ViewPayload): OpenView {
    if (below.length >= DEEPEST_STACK) throw new SlackError("push_limit_reached");
    const view = this.#fresh(userId, payload, below);
    this.#state.stacks.set(userId, [...below, view]);
    this.#changed(view);
    return view;
  }

  #fresh(userId: string, payload: ViewPayload, below: OpenView[] | undefined): OpenView {
    const id = this.#state.id("V");
    return {
      id,
      userId,
      payload,
      hash: this.#hash(),
      rootViewId: below?.[0]?.id ?? id,
      previousViewId: below?.at(-1)?.id ?? null,
      state: {},
      errors: {},
    };
  }

  #replace(view: OpenView, payload: ViewPayload, hash?: string): OpenView {
    if (hash !== undefined && hash !== view.hash) throw new SlackError("hash_conflict");
    view.state = kept(view.state, payload);
    view.payload = payload;
    view.errors = {};
    view.hash = this.#hash();
    this.#changed(view);
    return view;
  }

  #hash(): string {
    return `${this.#state.seconds()}.${this.#state.id("h")}`;
  }

  #changed(view: OpenView): void {
    this.#feed.changed({ kind: view.payload.type === "home" ? "home" : "view", userId: view.userId });
  }
}

/** Slack keeps what was entered where both block_id and action_id stay the same. */
function kept(state: ViewState, payload: ViewPayload): ViewState {
  const blocks = new Map(payload.blocks.map((block) => [block.block_id ?? "", JSON.stringify(block)]));
  const stays = (blockId: string, actionId: string) =>
    blocks.get(blockId)?.includes(`"action_id":${JSON.stringify(actionId)}`) ?? false;
  const entries = Object.entries(state).map(([blockId, actions]) => {
    const remaining = Object.entries(actions).filter(([actionId]) => stays(blockId, actionId));
    return [blockId, Object.fromEntries(remaining)] as const;
  });
  return Object.fromEntries(entries.filter(([, actions]) => Object.keys(actions).length > 0));
}
