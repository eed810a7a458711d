import type { Ask, Request } from "../../live/requests.ts";
import type { Answer, FaultSwitch, Page, Push, ShownCall, ShownMessage } from "../../live/wire.ts";
import { Session } from "./session.ts";
import { emptyState, heard, type PageState, type Place, type Side, withCalls } from "./state.ts";

const PAGE_SIZE = 80;
const TOAST_MS = 7000;
const PERSON = "sandbox.person";

/** The window's state and everything that changes it. */
export class Store {
  #state: PageState = emptyState;
  readonly #listeners = new Set<() => void>();
  #session: Session | undefined;
  #toasts = 0;

  get state(): PageState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Becomes this person, in this window alone. */
  become(name: string): void {
    this.#session?.close();
    const { isInspecting } = this.#state;
    this.#set({ ...emptyState, isInspecting });
    const address = new URL(location.href);
    address.searchParams.set("as", name);
    history.replaceState(null, "", address);
    sessionStorage.setItem(PERSON, name);
    const session: Session = new Session(name, {
      onPush: (push) => session === this.#session && this.#heard(push),
      onLink: (link) => session === this.#session && this.#patch({ link }),
    });
    this.#session = session;
  }

  /** Asks the workspace; what it refuses is told to the person. */
  async ask<Act extends Request["act"]>(act: Act, args: Ask<Act>): Promise<Answer> {
    const answer = await this.askQuietly(act, args);
    if (!answer.ok && answer.notice) this.toast(answer.notice, true);
    return answer;
  }

  /** Asks without telling the person what was refused: the caller shows it. */
  async askQuietly<Act extends Request["act"]>(act: Act, args: Ask<Act>): Promise<Answer> {
    return this.#session?.ask(act, args) ?? { ok: false };
  }

  async go(place: Place): Promise<void> {
    const isThreadElsewhere = place.kind === "home" || this.#state.side?.kind !== "canvas";
    this.#patch({
      place,
      messages: [],
      hasMore: false,
      isLoading: true,
      ...(isThreadElsewhere ? { side: undefined } : {}),
    });
    if (place.kind === "home") {
      this.#patch({ isLoading: false });
      await this.ask("home", {});
      return;
    }
    await this.#load(place.id);
  }

  async older(): Promise<void> {
    const { place, messages, hasMore, isLoading } = this.#state;
    const before = messages[0]?.ts;
    if (place?.kind !== "channel" || !hasMore || isLoading || before === undefined) return;
    this.#patch({ isLoading: true });
    const answer = await this.ask("older", { channelId: place.id, before, most: PAGE_SIZE });
    if (this.#state.place !== place) return;
    if (!answer.ok) return this.#patch({ isLoading: false });
    const page = asPage(answer);
    this.#patch({ messages: [...page.messages, ...this.#state.messages], hasMore: page.hasMore, isLoading: false });
  }

  async openSide(side: Side | undefined): Promise<void> {
    this.#patch({ side, thread: [] });
    if (side?.kind !== "thread") return;
    const answer = await this.ask("thread", { channelId: side.channelId, ts: side.ts });
    if (this.#state.side === side && answer.ok) this.#patch({ thread: asPage(answer).messages });
  }

  /** Shows a message where it stands, such as one that a link names. */
  async reveal(channelId: string, ts: string, threadTs?: string): Promise<void> {
    if (!this.#state.channels.has(channelId)) return this.toast("That channel is private, or it is gone.", true);
    if (this.#state.place?.kind !== "channel" || this.#state.place.id !== channelId) {
      await this.go({ kind: "channel", id: channelId });
    }
    const parent = threadTs ?? ts;
    while (this.#state.hasMore && (this.#state.messages[0]?.ts ?? "") > parent) await this.older();
    if (threadTs !== undefined) await this.openSide({ kind: "thread", channelId, ts: threadTs });
    window.dispatchEvent(new CustomEvent("reveal", { detail: ts }));
  }

  async inspect(isInspecting: boolean): Promise<void> {
    this.#patch({ isInspecting, ...(isInspecting ? {} : { calls: [] }) });
    const answer = await this.askQuietly("inspect", { on: isInspecting });
    if (answer.ok && isInspecting) this.#patch({ calls: withCalls(asCalls(answer), this.#state.calls) });
  }

  /** Shows the switch as it was set before the workspace says so. */
  async breakOrMend(name: FaultSwitch, on: boolean): Promise<void> {
    this.#patch({ faults: { ...this.#state.faults, [name]: on } });
    await this.ask("fault", { name, on });
  }

  toast(text: string, isBad = false): void {
    this.#toasts += 1;
    const id = this.#toasts;
    this.#patch({ toasts: [...this.#state.toasts.slice(-3), { id, text, isBad }] });
    setTimeout(() => this.dropToast(id), TOAST_MS);
  }

  dropToast(id: number): void {
    this.#patch({ toasts: this.#state.toasts.filter((toast) => toast.id !== id) });
  }

  #heard(push: Push): void {
    this.#set(heard(this.#state, push));
    if (push.kind === "hello") void this.#settleIn();
    if (push.kind === "channels" && this.#state.place === undefined) void this.#settleIn();
  }

  /** After a connection or a reconnection: shows what was shown before, or a channel to begin with. */
  async #settleIn(): Promise<void> {
    const { place, side, channels, isInspecting } = this.#state;
    if (isInspecting) void this.inspect(true);
    if (place?.kind === "home") return;
    const known = place && channels.get(place.id);
    const first = [...channels.values()].find(({ name }) => name === "general") ?? [...channels.values()][0];
    if (!known && first) return this.go({ kind: "channel", id: first.id });
    if (known) await this.#load(known.id);
    if (side) await this.openSide(side);
  }

  async #load(channelId: string): Promise<void> {
    const answer = await this.ask("open", { channelId, most: PAGE_SIZE });
    const { place } = this.#state;
    if (place?.kind !== "channel" || place.id !== channelId) return;
    if (!answer.ok) return this.#patch({ isLoading: false });
    const { messages, hasMore, lastRead = "" } = asPage(answer);
    this.#patch({ messages, hasMore, lastRead, isLoading: false });
  }

  #patch(change: Partial<PageState>): void {
    this.#set({ ...this.#state, ...change });
  }

  #set(state: PageState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Who this window was last, or who the address names. */
export const startingPerson = (): string =>
  new URL(location.href).searchParams.get("as") ?? sessionStorage.getItem(PERSON) ?? "dana";

/** Holds because the workspace answers these acts with a page of messages. */
const asPage = (answer: Answer): Page => answer as unknown as Page;

/** Holds because `inspect` answers with the calls so far. */
const asCalls = (answer: Answer): readonly ShownCall[] => (answer as unknown as { calls: readonly ShownCall[] }).calls;

/** Holds because `pins` and `thread` answer with messages. */
export const messagesOf = (answer: Answer): readonly ShownMessage[] => asPage(answer).messages;
