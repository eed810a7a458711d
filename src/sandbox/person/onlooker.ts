import type { Channel, Ephemeral, Message, User, Workspace } from "../workspace/index.ts";
import type { Label } from "./pick.ts";
import { byTs, type SeenMessage, type SeenView, seenEphemeral, seenMessage, seenView } from "./seen.ts";

/** Looks at the workspace with one person's eyes. */
export class Onlooker {
  protected readonly user: User;
  protected readonly workspace: Workspace;

  constructor(user: User, workspace: Workspace) {
    this.user = user;
    this.workspace = workspace;
  }

  get id(): string {
    return this.user.id;
  }

  get name(): string {
    return this.user.name;
  }

  /** The form on top; throws when none is open. */
  modal(): SeenView {
    const top = this.modals().at(-1);
    if (!top) throw new Error(`${this.name} has no form open`);
    return top;
  }

  hasModal(): boolean {
    return this.modals().length > 0;
  }

  /** The open forms, the one on top last. */
  modals(): SeenView[] {
    return this.workspace.views.stack(this.id).map((view) => seenView(view, this.user, this.workspace));
  }

  /** The home tab as the app last published it; throws when it never did. */
  home(): SeenView {
    const view = this.workspace.views.home(this.id);
    if (!view) throw new Error(`the app has published no home for ${this.name}`);
    return seenView(view, this.user, this.workspace);
  }

  /** The direct messages with the app. */
  dm(): SeenMessage[] {
    return this.sees("@app");
  }

  /** What the person sees in a channel, private messages to them included; replies stand in `thread`. */
  sees(channel: string): SeenMessage[] {
    const { id, messages } = this.channel(channel);
    const threads = new Map<string, Message[]>();
    for (const message of messages) {
      if (message.threadTs === undefined || message.threadTs === message.ts) continue;
      threads.set(message.threadTs, [...(threads.get(message.threadTs) ?? []), message]);
    }
    const repliesTo = ({ ts }: Message) => threads.get(ts) ?? [];
    const said = this.workspace.messages
      .history(id)
      .map((each) => seenMessage(each, this.user, this.workspace, repliesTo(each)));
    return [...said, ...this.ephemerals(id, ({ threadTs }) => !threadTs)].sort(byTs);
  }

  /** A message as it looks now, replies included; undefined when it is gone. */
  see(message: Pick<SeenMessage, "channelId" | "ts">): SeenMessage | undefined {
    const { channelId, ts } = message;
    const channel = this.workspace.channels.see(this.id, channelId);
    const found = this.workspace.messages.find(channel.id, ts);
    if (found) return seenMessage(found, this.user, this.workspace);
    return this.ephemerals(channelId).find((ephemeral) => ephemeral.ts === ts);
  }

  /** The last message in a channel whose visible text contains (or matches) `text`; throws when there is none. */
  finds(channel: string, text: Label): SeenMessage {
    const all = this.sees(channel).flatMap((message) => [message, ...message.thread]);
    const fits = ({ plain }: SeenMessage) => (typeof text === "string" ? plain.includes(text) : text.test(plain));
    const found = all.filter(fits).at(-1);
    if (found) return found;
    throw new Error(
      `${this.name} sees no ${text} in ${channel}; there is:\n${all.map(({ plain }) => plain).join("\n")}`,
    );
  }

  canSee(channel: string): boolean {
    const found = this.workspace.channels.named(bare(channel));
    return found !== undefined && this.workspace.channels.canSee(this.id, found);
  }

  /** Names of the channels that the person may know of, without "#". */
  channels(): string[] {
    const visible = this.workspace.channels.visibleTo(this.id);
    return visible.map(({ name }) => name).filter((name) => name !== "");
  }

  topic(channel: string): string {
    return this.channel(channel).topic.value;
  }

  bookmarks(channel: string): { title: string; link: string }[] {
    return this.channel(channel).bookmarks.map(({ title, link }) => ({ title, link }));
  }

  members(channel: string): string[] {
    return [...this.channel(channel).members].map((id) => this.workspace.people.get(id).name);
  }

  protected ephemerals(channelId: string, wanted: (ephemeral: Ephemeral) => boolean = () => true): SeenMessage[] {
    const all = this.workspace.ephemerals.seenBy(this.id, channelId).filter(wanted);
    return all.map((ephemeral) => seenEphemeral(ephemeral, this.user, this.workspace));
  }

  protected channel(name: string): Channel {
    if (name === "@app") return this.workspace.channels.openDirect(this.id, [this.workspace.app.botUserId]).channel;
    const { channels } = this.workspace;
    const channel = channels.named(bare(name)) ?? channels.find(name);
    if (!channel) throw new Error(`there is no channel "${name}"`);
    return channels.see(this.id, channel.id);
  }

  protected personId(name: string): string {
    if (name === "@app") return this.workspace.app.botUserId;
    const user = this.workspace.people.named(name.replace(/^@/, ""));
    if (!user) throw new Error(`there is nobody called "${name}"`);
    return user.id;
  }
}

const bare = (channel: string): string => channel.replace(/^#/, "");
