import { EyeOff, Pin } from "lucide-react";
import { memo, useState } from "react";
import { isJson, listOf, textOf } from "../../delivery/json.ts";
import type { ShownMessage } from "../../live/wire.ts";
import type { Block } from "../../workspace/types.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { type BlockSurface, SurfaceContext, useEntries } from "../blocks/surface.ts";
import { store, timeNow, useChannel, useMe, usePage, usePerson } from "../session/use-page.ts";
import { clockTime, dayName, fullTime, msOf } from "../text/moments.ts";
import { Mrkdwn } from "../text/mrkdwn.tsx";
import { Avatar } from "./avatar.tsx";
import { EditBox } from "./edit-box.tsx";
import { Files } from "./files.tsx";
import { MessageTools } from "./message-tools.tsx";
import { Reactions } from "./reactions.tsx";

interface Props {
  readonly message: ShownMessage;
  /** Follows a message of the same author closely: no picture, no name. */
  readonly isFollowing: boolean;
  readonly inThread?: boolean;
}

/** Slack's own lines, said by nobody. */
const SYSTEM =
  /^(channel_join|channel_leave|channel_topic|channel_purpose|channel_name|channel_archive|channel_unarchive|group_\w+|pinned_item)$/;

export const isSystem = ({ subtype }: ShownMessage): boolean => SYSTEM.test(subtype ?? "");

export const MessageRow = memo(function MessageRow({ message, isFollowing, inThread = false }: Props) {
  const author = usePerson(message.userId);
  const isApp = usePage(({ app }) => app.botUserId === message.userId);
  const tz = useMe()?.tz ?? "Etc/UTC";
  const isPinned = useChannel(message.channelId)?.pins.includes(message.ts) ?? false;
  const [isEditing, setEditing] = useState(false);
  const name = message.username ?? author?.displayName ?? message.userId;
  const at = msOf(message.ts);
  const time = (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, tz)} className="message-time">
      {clockTime(at, tz)}
    </time>
  );
  const isCompact = isFollowing && !message.ephemeral && !isPinned;
  return (
    <article
      className={`message ${message.ephemeral ? "message-ephemeral" : ""} ${isPinned ? "message-pinned" : ""} ${isCompact ? "message-following" : ""}`}
      aria-label={`${name}, ${clockTime(at, tz)}`}
      data-ts={message.ts}
      tabIndex={-1}
    >
      <div className="message-side">
        {isCompact ? time : <Avatar id={message.userId} {...(message.iconEmoji ? { emoji: message.iconEmoji } : {})} />}
      </div>
      <div className="message-main">
        {message.ephemeral && (
          <p className="message-flag">
            <EyeOff size={13} aria-hidden /> Only visible to you
          </p>
        )}
        {isPinned && (
          <p className="message-flag message-flag-pin">
            <Pin size={13} aria-hidden /> Pinned
          </p>
        )}
        {!isCompact && (
          <p className="message-head">
            <b className="message-author">{name}</b>
            {isApp && <span className="badge">APP</span>}
            {author?.isGuest && <span className="badge">GUEST</span>}
            {time}
          </p>
        )}
        {isEditing ? <EditBox message={message} onDone={() => setEditing(false)} /> : <Content message={message} />}
        <Files files={message.files} />
        <Reactions message={message} />
        {message.replies && !inThread && <Replies message={message} />}
        {message.ephemeral && (
          <button
            type="button"
            className="link message-dismiss"
            onClick={() => void store.ask("dismiss", { channelId: message.channelId, ts: message.ts })}
          >
            Dismiss
          </button>
        )}
      </div>
      {!isEditing && !message.deleted && !message.ephemeral && (
        <MessageTools message={message} isPinned={isPinned} inThread={inThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});

function Content({ message }: { message: ShownMessage }) {
  const isApp = usePage(({ app }) => app.botUserId === message.userId);
  const entries = useEntries();
  if (message.deleted) return <p className="message-deleted">This message was deleted.</p>;
  const { channelId, ts, blocks = [], attachments = [] } = message;
  const surface: BlockSurface = {
    ...entries,
    surface: { kind: message.ephemeral ? "ephemeral" : "message", channelId, ts },
    isTyped: !isApp,
    errors: {},
  };
  const edited = message.edited && !isApp && <span className="message-edited"> (edited)</span>;
  return (
    <SurfaceContext value={surface}>
      <div className={`message-content ${isSystem(message) ? "message-system" : ""}`}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : message.text && <Mrkdwn text={saidOf(message)} />}
        {edited}
      </div>
      {attachments.map((attachment, index) => (
        <Attachment key={`${index} ${textOf(attachment.title)}`} attachment={attachment} />
      ))}
    </SurfaceContext>
  );
}

/** Slack's lines name who did it; the row does so already. */
const saidOf = (message: ShownMessage): string =>
  isSystem(message) ? message.text.replace(new RegExp(`^<@${message.userId}(\\|[^>]*)?> `), "") : message.text;

function Attachment({ attachment }: { attachment: Readonly<Record<string, unknown>> }) {
  const colour = textOf(attachment.color);
  const blocks = listOf(attachment.blocks).filter(isBlock);
  const bar = /^#?[0-9a-f]{6}$/i.test(colour) ? `#${colour.replace("#", "")}` : "var(--line-strong)";
  return (
    <div className="attachment" style={{ borderColor: bar }}>
      {textOf(attachment.title) && <b>{textOf(attachment.title)}</b>}
      {textOf(attachment.text) && <Mrkdwn text={textOf(attachment.text)} />}
      {blocks.length > 0 && <Blocks blocks={blocks} />}
      {textOf(attachment.image_url) && <img src={textOf(attachment.image_url)} alt={textOf(attachment.fallback)} />}
    </div>
  );
}

const isBlock = (value: unknown): value is Block => isJson(value) && typeof value.type === "string";

function Replies({ message }: { message: ShownMessage }) {
  const tz = useMe()?.tz ?? "Etc/UTC";
  const { replies, channelId, ts } = message;
  if (!replies) return null;
  const latest = msOf(replies.latest);
  return (
    <button type="button" className="replies" onClick={() => void store.openSide({ kind: "thread", channelId, ts })}>
      {replies.users.slice(0, 4).map((id) => (
        <Avatar key={id} id={id} size={22} />
      ))}
      <b>
        {replies.count} {replies.count === 1 ? "reply" : "replies"}
      </b>
      <span>
        Last reply {dayName(latest, timeNow(), tz)} at {clockTime(latest, tz)}
      </span>
    </button>
  );
}
