import type { Feed } from "./feed.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Bookmark, Channel } from "./types.ts";

const MOST_BOOKMARKS = 100;
const LONGEST_TITLE = 255;

/** Links at the head of a channel. */
export class Bookmarks {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  add(channelId: string, input: { title: string; link: string; emoji?: string }): Bookmark {
    const channel = this.#channel(channelId);
    checkTitle(input.title);
    checkLink(input.link);
    if (channel.bookmarks.length >= MOST_BOOKMARKS) throw new SlackError("too_many_bookmarks");
    const now = this.#state.seconds();
    const { title, link, emoji = "" } = input;
    const bookmark: Bookmark = { id: this.#state.id("Bk"), channelId, title, link, emoji, created: now, updated: now };
    channel.bookmarks.push(bookmark);
    this.#feed.changed({ kind: "bookmarks", channelId });
    return bookmark;
  }

  edit(channelId: string, bookmarkId: string, patch: { title?: string; link?: string; emoji?: string }): Bookmark {
    const bookmark = this.#channel(channelId).bookmarks.find((each) => each.id === bookmarkId);
    if (!bookmark) throw new SlackError("not_found");
    if (patch.title !== undefined) checkTitle(patch.title);
    if (patch.link !== undefined) checkLink(patch.link);
    bookmark.title = patch.title ?? bookmark.title;
    bookmark.link = patch.link ?? bookmark.link;
    bookmark.emoji = patch.emoji ?? bookmark.emoji;
    bookmark.updated = this.#state.seconds();
    this.#feed.changed({ kind: "bookmarks", channelId });
    return bookmark;
  }

  remove(channelId: string, bookmarkId: string): void {
    const { bookmarks } = this.#channel(channelId);
    const at = bookmarks.findIndex((each) => each.id === bookmarkId);
    if (at < 0) throw new SlackError("not_found");
    bookmarks.splice(at, 1);
    this.#feed.changed({ kind: "bookmarks", channelId });
  }

  #channel(channelId: string): Channel {
    const channel = this.#state.channels.get(channelId);
    if (!channel) throw new SlackError("channel_not_found");
    return channel;
  }
}

function checkTitle(title: string): void {
  if (title.trim() === "" || title.length > LONGEST_TITLE) throw new SlackError("invalid_bookmark_title");
}

function checkLink(link: string): void {
  if (!URL.canParse(link)) throw new SlackError("invalid_link");
}
