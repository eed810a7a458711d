import { FileText, Info, Link as LinkIcon, Lock, Pin, Users } from "lucide-react";
import type { ShownChannel } from "../../live/wire.ts";
import { Avatar } from "../messages/avatar.tsx";
import { Composer } from "../messages/composer.tsx";
import { MessageList } from "../messages/message-list.tsx";
import { store, useChannel, usePage } from "../session/use-page.ts";
import { emojiOf } from "../text/emoji.ts";
import { inline } from "../text/mrkdwn.tsx";
import { Link } from "../text/references.tsx";
import { nameOf } from "./names.ts";

/** The open channel: head, bookmarks, messages, and where to type. */
export function ChannelView({ id }: { id: string }) {
  const channel = useChannel(id);
  const people = usePage((state) => state.people);
  const me = usePage((state) => state.me);
  if (!channel) return <main className="channel" aria-label="Channel" />;
  const name = nameOf(channel, people, me);
  const isDirect = channel.kind === "im" || channel.kind === "mpim";
  const title = isDirect ? name : `#${name}`;
  return (
    <main className="channel" aria-label={title}>
      <ChannelHead channel={channel} name={name} />
      <MessageList key={id} label={`Messages in ${title}`} />
      <Foot channel={channel} title={title} />
    </main>
  );
}

function ChannelHead({ channel, name }: { channel: ShownChannel; name: string }) {
  const me = usePage((state) => state.me);
  const other = channel.members.find((id) => id !== me) ?? me;
  const canvasId = channel.canvas?.id;
  const about = () => void store.openSide({ kind: "about", channelId: channel.id });
  return (
    <header className="channel-head">
      <div className="channel-title">
        <h1>
          {channel.kind === "im" && <Avatar id={other} size={24} />}
          {channel.kind === "private" && <Lock size={17} aria-label="Private" />}
          <span>{channel.kind === "public" ? `#${name}` : name}</span>
        </h1>
        {channel.topic && <p className="channel-topic">{inline(channel.topic)}</p>}
        <div className="channel-buttons">
          {channel.pins.length > 0 && (
            <button type="button" className="head-button" onClick={about} aria-label={`${channel.pins.length} pinned`}>
              <Pin size={15} aria-hidden /> {channel.pins.length}
            </button>
          )}
          {canvasId && (
            <button
              type="button"
              className="head-button"
              onClick={() => void store.openSide({ kind: "canvas", canvasId })}
            >
              <FileText size={15} aria-hidden /> Canvas
            </button>
          )}
          {channel.kind !== "im" && (
            <button
              type="button"
              className="head-button"
              onClick={about}
              aria-label={`${channel.members.length} members`}
            >
              <Users size={15} aria-hidden /> {channel.members.length}
            </button>
          )}
          <button
            type="button"
            className="head-button"
            onClick={about}
            aria-label="About this channel"
            title="About this channel"
          >
            <Info size={15} aria-hidden />
          </button>
        </div>
      </div>
      {channel.bookmarks.length > 0 && (
        <nav className="bookmarks" aria-label="Bookmarks">
          {channel.bookmarks.map(({ id, title, link, emoji }) => (
            <span key={id} className="bookmark">
              {emojiOf(emoji.replaceAll(":", "")) ?? <LinkIcon size={13} aria-hidden />}
              <Link href={link}>{title}</Link>
            </span>
          ))}
        </nav>
      )}
    </header>
  );
}

function Foot({ channel, title }: { channel: ShownChannel; title: string }) {
  if (channel.archived)
    return <div className="channel-foot">{title} is archived. It can be read, nobody can write.</div>;
  if (channel.isMember) return <Composer key={channel.id} channelId={channel.id} placeholder={`Message ${title}`} />;
  return (
    <div className="channel-foot">
      You are looking at {title} from outside.
      <button
        type="button"
        className="button button-primary"
        onClick={() => void store.ask("join", { channelId: channel.id })}
      >
        Join channel
      </button>
    </div>
  );
}
