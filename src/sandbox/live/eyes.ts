import { Onlooker } from "../person/onlooker.ts";
import { pingsOf } from "../person/pings.ts";
import { type Channel, type Message, SlackError, type SlackFile, type Ts } from "../workspace/index.ts";
import { type Replies, shownEphemeral, shownMessage, shownView } from "./shown.ts";
import type { Page, ShownChannel, ShownMessage, ShownView } from "./wire.ts";

/** The page says "99+": nobody counts further. */
const MOST_UNREAD = 100;
/** Subtypes that are said by somebody; the others are Slack's own lines, which ring nobody. */
const SPOKEN = new Set([undefined, "bot_message", "file_share", "me_message", "thread_broadcast"]);

const isReply = ({ ts, threadTs }: Message): boolean => threadTs !== undefined && threadTs !== ts;
const isInChannel = (message: Message): boolean => !isReply(message) || message.subtype === "thread_broadcast";
const byTs = (a: { ts: Ts }, b: { ts: Ts }): number => (a.ts < b.ts ? -1 : 1);

/** One person's eyes, for the page: every look goes through the onlooker's rules of who may see what. */
export class Eyes extends Onlooker {
  /** Throws `channel_not_found` where the person may not even know of the channel. */
  room(channelId: string): Channel {
    return this.workspace.channels.see(this.id, channelId);
  }

  maySee(channelId: string): boolean {
    const channel = this.workspace.channels.find(channelId);
    return channel !== undefined && this.workspace.channels.canSee(this.id, channel);
  }

  rooms(): Channel[] {
    return this.workspace.channels.visibleTo(this.id);
  }

  shownChannel(channel: Channel, lastRead: Ts): ShownChannel {
    const canvas = channel.canvasId ? this.workspace.canvases.find(channel.canvasId) : undefined;
    return {
      ...{ id: channel.id, kind: channel.kind, name: channel.name, archived: channel.archived },
      ...{ topic: channel.topic.value, purpose: channel.purpose.value },
      isMember: channel.members.has(this.id),
      members: [...channel.members],
      pins: channel.pins.map(({ ts }) => ts),
      bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
      ...(canvas ? { canvas: { id: canvas.id, title: canvas.title || "Canvas" } } : {}),
      ...this.#unread(channel, lastRead),
      latest: channel.messages.at(-1)?.ts ?? "",
    };
  }

  /** The newest messages of a channel, or those before `before`, private ones to this person among them. */
  page(channelId: string, most: number, before?: Ts): Page {
    const channel = this.room(channelId);
    const threads = repliesByParent(channel.messages);
    const earlier = (message: { ts: Ts }) => before === undefined || message.ts < before;
    const roots = channel.messages.filter((message) => isInChannel(message) && earlier(message));
    const said = roots.slice(-most);
    const hasMore = said.length < roots.length;
    const from = hasMore ? (said[0]?.ts ?? "") : "";
    const whispers = this.#whispers(channelId).filter((each) => !each.threadTs && earlier(each) && each.ts >= from);
    const shown = said.map((message) => this.#clean(shownMessage(message, this.workspace, threads.get(message.ts))));
    return { messages: [...shown, ...whispers].sort(byTs), hasMore };
  }

  /** A parent and its replies, private ones to this person among them. */
  thread(channelId: string, threadTs: Ts): ShownMessage[] {
    this.room(channelId);
    const said = this.workspace.messages.replies(channelId, threadTs).map((message) => this.#shown(message));
    const whispers = this.#whispers(channelId).filter((each) => each.threadTs === threadTs);
    return [...said, ...whispers].sort(byTs);
  }

  /** How a message looks now, undefined when it is gone or not for this person. */
  message(channelId: string, ts: Ts): ShownMessage | undefined {
    if (!this.maySee(channelId)) return undefined;
    const said = this.workspace.messages.find(channelId, ts);
    return said ? this.#shown(said) : this.#whispers(channelId).find((each) => each.ts === ts);
  }

  shownViews(): ShownView[] {
    return this.workspace.views.stack(this.id).map(shownView);
  }

  shownHome(): ShownView | null {
    const view = this.workspace.views.home(this.id);
    return view ? shownView(view) : null;
  }

  file(fileId: string): SlackFile {
    const file = this.workspace.files.find(fileId);
    const isTheirs = file && (file.userId === this.id || file.shares.some(({ channelId }) => this.maySee(channelId)));
    if (!isTheirs) throw new SlackError("file_not_found");
    return file;
  }

  /** A canvas of a channel that the person sees, or one whose link was posted in such a channel. */
  canvas(canvasId: string): { title: string; markdown: string; channelId?: string } {
    const canvas = this.workspace.canvases.find(canvasId);
    if (!canvas || !this.#mayRead(canvas)) throw new SlackError("canvas_not_found");
    const { title, channelId } = canvas;
    const markdown = this.workspace.canvases.markdown(canvasId);
    return { title: title || "Canvas", markdown, ...(channelId ? { channelId } : {}) };
  }

  mayReadCanvas(canvasId: string): boolean {
    const canvas = this.workspace.canvases.find(canvasId);
    return canvas !== undefined && this.#mayRead(canvas);
  }

  #mayRead({ id, userId, channelId }: { id: string; userId: string; channelId?: string }): boolean {
    if (userId === this.id) return true;
    if (channelId) return this.maySee(channelId);
    return this.rooms().some(({ messages }) => messages.some((said) => JSON.stringify(said).includes(id)));
  }

  #shown(message: Message): ShownMessage {
    const isParent = message.threadTs === message.ts;
    const all = isParent ? this.workspace.messages.replies(message.channelId, message.ts) : [];
    return this.#clean(shownMessage(message, this.workspace, repliesByParent(all).get(message.ts)));
  }

  #whispers(channelId: string): ShownMessage[] {
    return this.workspace.ephemerals.seenBy(this.id, channelId).map((each) => this.#clean(shownEphemeral(each)));
  }

  /** Takes the names of channels that the person may not know of out of references, as Slack does. */
  #clean(message: ShownMessage): ShownMessage {
    const text = JSON.stringify(message);
    if (!text.includes("<#")) return message;
    return JSON.parse(
      text.replace(/<#([A-Z0-9]+)\|[^<>]*>/g, (whole, id: string) => (this.maySee(id) ? whole : `<#${id}>`)),
    );
  }

  #unread(channel: Channel, lastRead: Ts): { unread: number; mentions: number } {
    let unread = 0;
    let mentions = 0;
    if (!channel.members.has(this.id)) return { unread, mentions };
    for (let at = channel.messages.length - 1; at >= 0 && unread < MOST_UNREAD; at -= 1) {
      const message = channel.messages[at];
      if (!message || message.ts <= lastRead) break;
      if (message.userId === this.id || message.tombstone || !SPOKEN.has(message.subtype)) continue;
      const isRung = channel.kind === "im" || this.#rings(message);
      if (isInChannel(message)) unread += 1;
      if (isRung) mentions += 1;
    }
    return { unread, mentions };
  }

  #rings(message: Message): boolean {
    const own = `@${this.user.displayName || this.user.name}`;
    const groups = this.workspace.userGroups.all().filter(({ users }) => users.includes(this.id));
    const names = new Set([own, "@channel", "@here", "@everyone", ...groups.map(({ handle }) => `@${handle}`)]);
    return pingsOf(message.text, message.blocks, this.workspace).some((ping) => names.has(ping));
  }
}

function repliesByParent(messages: readonly Message[]): Map<Ts, Replies> {
  const threads = new Map<Ts, Replies>();
  for (const message of messages) {
    const { threadTs, ts, userId } = message;
    if (threadTs === undefined || threadTs === ts) continue;
    const known: Pick<Replies, "count" | "users"> = threads.get(threadTs) ?? { count: 0, users: [] };
    const users = known.users.includes(userId) ? known.users : [...known.users, userId];
    threads.set(threadTs, { count: known.count + 1, users, latest: ts });
  }
  return threads;
}
