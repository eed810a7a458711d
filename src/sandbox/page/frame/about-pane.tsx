import { UserPlus } from "lucide-react";
import { useEffect, useState } from "react";
import type { ShownMessage } from "../../live/wire.ts";
import { Avatar } from "../messages/avatar.tsx";
import { MessageRow } from "../messages/message-row.tsx";
import { messagesOf } from "../session/store.ts";
import { store, useChannel, usePage } from "../session/use-page.ts";
import { Menu } from "./menu.tsx";
import { Pane } from "./pane.tsx";

/** Topic, members and pins of a channel. */
export function AboutPane({ channelId }: { channelId: string }) {
  const channel = useChannel(channelId);
  const people = usePage((state) => state.people);
  if (!channel) return null;
  const isNamed = channel.name !== "";
  const others = [...people.values()].filter(({ id, deleted }) => !deleted && !channel.members.includes(id));
  const [canChange, archive] = [channel.isMember && !channel.archived, channel.archived ? "Unarchive" : "Archive"];
  return (
    <Pane title="About" note={isNamed ? `#${channel.name}` : ""}>
      <div className="about" tabIndex={0} role="group" aria-label="About this channel">
        {isNamed && <Topic key={channel.topic} channelId={channelId} topic={channel.topic} canChange={canChange} />}
        {channel.purpose && (
          <section>
            <h3>Description</h3>
            <p>{channel.purpose}</p>
          </section>
        )}
        <Pins channelId={channelId} pins={channel.pins.join(" ")} />
        <section>
          <h3>Members ({channel.members.length})</h3>
          <ul className="members">
            {channel.members.map((id) => (
              <li key={id}>
                <Avatar id={id} size={26} /> {people.get(id)?.displayName ?? id}
                {people.get(id)?.isBot && <span className="badge">APP</span>}
              </li>
            ))}
          </ul>
          {canChange && isNamed && others.length > 0 && (
            <Menu
              label="Invite somebody"
              className="button"
              items={others.map(({ id, displayName }) => ({
                key: id,
                content: displayName,
                run: () => void store.ask("invite", { channelId, userIds: [id] }),
              }))}
            >
              <UserPlus size={15} aria-hidden /> Invite
            </Menu>
          )}
        </section>
        {isNamed && channel.isMember && (
          <section className="about-actions">
            <button type="button" className="button" onClick={() => void store.ask("leave", { channelId })}>
              Leave channel
            </button>
            <button
              type="button"
              className="button"
              onClick={() => void store.ask("archive", { channelId, on: !channel.archived })}
            >
              {archive} channel
            </button>
          </section>
        )}
      </div>
    </Pane>
  );
}

function Topic({ channelId, topic, canChange }: { channelId: string; topic: string; canChange: boolean }) {
  const [text, setText] = useState(topic);
  return (
    <section>
      <h3 id="topic-title">Topic</h3>
      <form
        className="topic-form"
        onSubmit={(event) => {
          event.preventDefault();
          void store.ask("topic", { channelId, topic: text });
        }}
      >
        <input
          className="text-field"
          type="text"
          aria-labelledby="topic-title"
          value={text}
          disabled={!canChange}
          placeholder="No topic"
          onChange={({ target }) => setText(target.value)}
        />
        {text !== topic && (
          <button type="submit" className="button button-primary">
            Save
          </button>
        )}
      </form>
    </section>
  );
}

function Pins({ channelId, pins }: { channelId: string; pins: string }) {
  const [messages, setMessages] = useState<readonly ShownMessage[]>([]);
  useEffect(() => {
    if (pins === "") return setMessages([]);
    void store.askQuietly("pins", { channelId }).then((answer) => setMessages(answer.ok ? messagesOf(answer) : []));
  }, [channelId, pins]);
  if (messages.length === 0) return null;
  return (
    <section>
      <h3>Pinned ({messages.length})</h3>
      {messages.map((message) => (
        <div key={message.ts} className="pinned">
          <MessageRow message={message} isFollowing={false} inThread />
          <button
            type="button"
            className="link"
            onClick={() => void store.reveal(channelId, message.ts, threadOf(message))}
          >
            Show in channel
          </button>
        </div>
      ))}
    </section>
  );
}

const threadOf = ({ ts, threadTs }: ShownMessage): string | undefined =>
  threadTs === undefined || threadTs === ts ? undefined : threadTs;
