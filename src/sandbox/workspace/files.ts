import type { Feed } from "./feed.ts";
import { kindOfFile } from "./file-kinds.ts";
import type { Messages } from "./messages.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Block, Message, SlackFile, Ts } from "./types.ts";

/** Slack processes an upload before it shows it. */
export const PROCESSING_MS = 1000;

interface Upload {
  readonly file: SlackFile;
  readonly length: number;
  received: boolean;
}

interface Destination {
  readonly channelIds: readonly string[];
  readonly comment: string;
  readonly blocks?: readonly Block[];
  readonly threadTs?: Ts;
}

/** Files, with Slack's way of uploading in three steps. */
export class Files {
  readonly #state: State;
  readonly #feed: Feed;
  readonly #messages: Messages;
  readonly #uploads = new Map<string, Upload>();

  constructor(state: State, feed: Feed, messages: Messages) {
    this.#state = state;
    this.#feed = feed;
    this.#messages = messages;
  }

  /** A person drops a file into a channel: file and message are there at once. */
  upload(input: {
    by: string;
    channelId: string;
    name: string;
    content: Uint8Array;
    title?: string;
    text?: string;
    threadTs?: Ts;
  }): { file: SlackFile; message: Message } {
    this.#state.openChannelFor(input.by, input.channelId);
    const file = this.#fresh(input.by, input.name, "");
    file.title = input.title ?? input.name;
    file.content = input.content;
    file.ready = true;
    this.#state.files.set(file.id, file);
    return { file, message: this.#share([file], input.channelId, { ...input, comment: input.text ?? "" }) };
  }

  /** First step: a place to send the bytes to. */
  startUpload(
    by: string,
    input: { name: string; length: number; altText?: string },
  ): { file: SlackFile; ticket: string } {
    const file = this.#fresh(by, input.name, input.altText ?? "");
    const ticket = this.#state.id("u");
    this.#uploads.set(ticket, { file, length: input.length, received: false });
    return { file, ticket };
  }

  /** Second step: the bytes arrive; false when nobody expects them or they are not as long as announced. */
  receive(ticket: string, content: Uint8Array): boolean {
    const upload = this.#uploads.get(ticket);
    if (!upload || upload.received || content.length !== upload.length) return false;
    upload.file.content = content;
    upload.received = true;
    return true;
  }

  /** Third step: the files are kept, and a moment later shown where they were meant to be. */
  completeUpload(by: string, files: readonly { id: string; title?: string }[], destination: Destination): SlackFile[] {
    const uploaded = files.map(({ id, title }) => {
      const entry = [...this.#uploads].find(([, upload]) => upload.file.id === id && upload.file.userId === by);
      if (!entry?.[1].received) throw new SlackError("file_not_found");
      return { ticket: entry[0], file: entry[1].file, title };
    });
    for (const channelId of destination.channelIds) {
      this.#state.openChannelFor(by, channelId);
      if (destination.threadTs) this.#state.message(channelId, destination.threadTs);
    }
    for (const { ticket, file, title } of uploaded) {
      file.title = title ?? file.name;
      this.#uploads.delete(ticket);
      this.#state.files.set(file.id, file);
    }
    const kept = uploaded.map(({ file }) => file);
    void this.#process(kept, destination);
    return kept;
  }

  find(fileId: string): SlackFile | undefined {
    return this.#state.files.get(fileId);
  }

  all(): SlackFile[] {
    return [...this.#state.files.values()];
  }

  /** Deletes one's own file; messages keep an empty place for it. */
  delete(by: string, fileId: string): void {
    const file = this.#state.files.get(fileId);
    if (!file) throw new SlackError("file_not_found");
    if (file.userId !== by) throw new SlackError("cant_delete_file");
    this.#state.files.delete(fileId);
    this.#feed.changed({ kind: "file", fileId });
  }

  async #process(files: readonly SlackFile[], destination: Destination): Promise<void> {
    await this.#state.clock.sleep(PROCESSING_MS);
    for (const file of files) file.ready = true;
    for (const channelId of destination.channelIds) {
      if (this.#state.channels.get(channelId)?.archived === false) this.#share(files, channelId, destination);
    }
    for (const { id } of files) this.#feed.changed({ kind: "file", fileId: id });
  }

  #share(
    files: readonly SlackFile[],
    channelId: string,
    said: Pick<Destination, "comment" | "blocks" | "threadTs">,
  ): Message {
    const userId = files[0]?.userId ?? this.#state.app.botUserId;
    const { comment: text, blocks, threadTs } = said;
    const fileIds = files.map((file) => file.id);
    const message = this.#messages.append({
      channelId,
      userId,
      text,
      blocks,
      threadTs,
      fileIds,
      subtype: "file_share",
    });
    const channel = this.#state.channels.get(channelId);
    for (const file of files) {
      file.shares.push({ channelId, ts: message.ts });
      this.#feed.changed({ kind: "file", fileId: file.id });
      const event = {
        type: "file_shared",
        file_id: file.id,
        user_id: userId,
        file: { id: file.id },
        channel_id: channelId,
      };
      this.#feed.tell("file_shared", event, { channel, userId });
    }
    return message;
  }

  #fresh(userId: string, name: string, altText: string): SlackFile {
    const created = this.#state.seconds();
    const content = new Uint8Array();
    const about = { id: this.#state.id("F"), userId, created, name, title: name, altText, content };
    return { ...about, ...kindOfFile(name), shares: [], ready: false };
  }
}
