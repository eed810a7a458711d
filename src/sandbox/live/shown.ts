import type { LoggedCall } from "../faults/call-log.ts";
import type { Ephemeral, Message, OpenView, SlackFile, Ts, User, Workspace } from "../workspace/index.ts";
import type { ShownApp, ShownCall, ShownFile, ShownMessage, ShownPerson, ShownView } from "./wire.ts";

export interface Replies {
  readonly count: number;
  readonly users: readonly string[];
  readonly latest: Ts;
}

const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined;

/** The parts that have a value; JSON has no word for the others. */
const given = <T extends object>(parts: T): Partial<T> => {
  const kept: Partial<T> = {};
  return Object.assign(kept, Object.fromEntries(Object.entries(parts).filter(isGiven)));
};

export function shownMessage(message: Message, workspace: Workspace, replies: Replies | undefined): ShownMessage {
  const { channelId, ts, threadTs, userId, username, iconEmoji, subtype, reactions } = message;
  const place = { channelId, ts, userId, reactions, ephemeral: false, ...given({ threadTs, replies }) };
  if (message.tombstone) return { ...place, text: "", edited: false, deleted: true, files: [], reactions: [] };
  const { blocks, attachments } = message;
  return {
    ...place,
    ...given({ username, iconEmoji, subtype, blocks, attachments }),
    text: message.text,
    edited: message.edited !== undefined,
    deleted: false,
    files: message.fileIds.map((id) => shownFile(id, workspace.files.find(id))),
  };
}

export function shownEphemeral(ephemeral: Ephemeral): ShownMessage {
  const { channelId, ts, threadTs, from, text, blocks, attachments } = ephemeral;
  return {
    ...{ channelId, ts, userId: from, text, ...given({ threadTs, blocks, attachments }) },
    ...{ ephemeral: true, edited: false, deleted: false, reactions: [], files: [] },
  };
}

function shownFile(id: string, file: SlackFile | undefined): ShownFile {
  if (!file) {
    const nothing = { name: "", title: "", mimetype: "", filetype: "", size: 0, altText: "" };
    return { id, ...nothing, deleted: true };
  }
  const { name, title, mimetype, filetype, altText, content } = file;
  return { id, name, title, mimetype, filetype, altText, size: content.length, deleted: false };
}

export function shownView({ id, payload, state, errors, hash }: OpenView): ShownView {
  const { title, submit, close, blocks } = payload;
  return {
    ...{ id, title: title?.text ?? "", blocks, state, errors, hash, isSubmitDisabled: payload.submit_disabled },
    ...given({ submit: submit?.text, close: close?.text }),
  };
}

export function shownPerson(user: User): ShownPerson {
  const { id, name, displayName, realName, title, tz, isBot, isGuest, isAdmin, deleted } = user;
  return { id, name, displayName: displayName || realName, realName, title, tz, isBot, isGuest, isAdmin, deleted };
}

export function shownApp({ app }: Workspace): ShownApp {
  const { manifest, botUserId } = app;
  return {
    name: manifest.botName,
    botUserId,
    homeTab: manifest.homeTab,
    commands: manifest.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    shortcuts: manifest.shortcuts,
  };
}

/** Arguments that tell nobody's secrets: what was called, not what was said. */
const PLAIN_ARGS = ["action_id", "callback_id", "callbackId", "view", "ts", "event_id", "subtype", "attempt", "bytes"];

/** What the panel shows of an exchange: words and places only where this person may see them. */
export function shownCall(
  call: LoggedCall,
  channelShown: (idOrName: string) => string | undefined,
  { people }: Pick<Workspace, "people">,
): ShownCall {
  const { args, by, ...rest } = call;
  const shown: Record<string, string> = {};
  for (const name of PLAIN_ARGS) {
    const value = args[name];
    if (value !== undefined && value !== "" && !(name === "attempt" && value === 0)) shown[name] = String(value);
  }
  const channel = typeof args.channel === "string" && args.channel !== "" ? args.channel : undefined;
  if (channel !== undefined) shown.channel = channelShown(channel) ?? "(private to others)";
  return { ...rest, by: people.find(by)?.name ?? by, args: shown };
}
