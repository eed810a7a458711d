import type { EventSender } from "../delivery/events.ts";
import { typedMessage } from "../delivery/typed-text.ts";
import type { Channel, User, Workspace } from "../workspace/index.ts";
import { Onlooker } from "./onlooker.ts";
import { type SeenMessage, seenMessage } from "./seen.ts";

/** Talks, reacts and keeps channels as one person; each act waits until the app was told of it. */
export class Participant extends Onlooker {
  readonly #events: EventSender;

  constructor(user: User, workspace: Workspace, events: EventSender) {
    super(user, workspace);
    this.#events = events;
  }

  /** Opens the app's home tab (or its messages tab). */
  openHome(tab: "home" | "messages" = "home"): Promise<void> {
    return this.act(() => this.workspace.openHome(this.id, tab));
  }

  /** Types a message; `@name`, `#channel` and links become references, as in Slack's own editor. */
  async say(channel: string, text: string, options: { thread?: SeenMessage | string } = {}): Promise<SeenMessage> {
    const { id } = this.channel(channel);
    const { thread } = options;
    const parent = typeof thread === "string" ? thread : (thread?.threadTs ?? thread?.ts);
    const content = { channelId: id, userId: this.id, text: typedMessage(this.workspace, text) };
    const posted = await this.act(() =>
      this.workspace.messages.post({ ...content, ...(parent === undefined ? {} : { threadTs: parent }) }),
    );
    return seenMessage(posted, this.user, this.workspace);
  }

  async edit(message: SeenMessage, text: string): Promise<SeenMessage> {
    const content = { text: typedMessage(this.workspace, text) };
    const { channelId, ts } = message;
    const edited = await this.act(() => this.workspace.messages.edit(this.id, channelId, ts, content));
    return seenMessage(edited, this.user, this.workspace);
  }

  delete(message: SeenMessage): Promise<void> {
    return this.act(() => this.workspace.messages.delete(this.id, message.channelId, message.ts));
  }

  /** "Only visible to you": the person puts it away. */
  dismiss(message: SeenMessage): void {
    if (!message.ephemeral) throw new Error("only a private message can be dismissed");
    this.workspace.ephemerals.remove(message.ts);
  }

  react(message: SeenMessage, emoji: string): Promise<void> {
    return this.act(() => this.workspace.reactions.add(this.id, message.channelId, message.ts, emoji));
  }

  unreact(message: SeenMessage, emoji: string): Promise<void> {
    return this.act(() => this.workspace.reactions.remove(this.id, message.channelId, message.ts, emoji));
  }

  pin(message: SeenMessage): Promise<void> {
    return this.act(() => this.workspace.pins.add(this.id, message.channelId, message.ts));
  }

  unpin(message: SeenMessage): Promise<void> {
    return this.act(() => this.workspace.pins.remove(this.id, message.channelId, message.ts));
  }

  async upload(
    channel: string,
    file: { name: string; content: string | Uint8Array; title?: string; text?: string; thread?: SeenMessage },
  ): Promise<SeenMessage> {
    const { id } = this.channel(channel);
    const { thread, ...rest } = file;
    const content = typeof file.content === "string" ? Buffer.from(file.content) : file.content;
    const inThread = thread ? { threadTs: thread.threadTs ?? thread.ts } : {};
    const { message } = await this.act(() =>
      this.workspace.files.upload({ ...rest, ...inThread, by: this.id, channelId: id, content }),
    );
    return seenMessage(message, this.user, this.workspace);
  }

  createChannel(name: string, options: { private?: boolean } = {}): Promise<Channel> {
    return this.act(() => this.workspace.channels.create(this.id, name, options));
  }

  async join(channel: string): Promise<void> {
    await this.act(() => this.workspace.members.join(this.id, this.channel(channel).id));
  }

  async leave(channel: string): Promise<void> {
    await this.act(() => this.workspace.members.leave(this.id, this.channel(channel).id));
  }

  /** Invites people by name; `@app` is the app's bot. */
  async invite(channel: string, names: readonly string[]): Promise<void> {
    const ids = names.map((name) => this.personId(name));
    await this.act(() => this.workspace.members.invite(this.id, this.channel(channel).id, ids));
  }

  kick(channel: string, name: string): Promise<void> {
    return this.act(() => this.workspace.members.kick(this.id, this.channel(channel).id, this.personId(name)));
  }

  async rename(channel: string, name: string): Promise<void> {
    await this.act(() => this.workspace.channels.rename(this.id, this.channel(channel).id, name));
  }

  async setTopic(channel: string, topic: string): Promise<void> {
    await this.act(() => this.workspace.channels.setTopic(this.id, this.channel(channel).id, topic));
  }

  archive(channel: string): Promise<void> {
    return this.act(() => this.workspace.channels.archive(this.id, this.channel(channel).id));
  }

  unarchive(channel: string): Promise<void> {
    return this.act(() => this.workspace.channels.unarchive(this.id, this.channel(channel).id));
  }

  /** Deletes a channel for good, as an admin may. */
  deleteChannel(channel: string): Promise<void> {
    return this.act(() => this.workspace.channels.delete(this.id, this.channel(channel).id));
  }

  protected act<T>(act: () => T): Promise<T> {
    return this.#events.during(act);
  }
}
