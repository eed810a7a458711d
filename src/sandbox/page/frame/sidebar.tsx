import { Hash, Home, Lock, MessageSquarePlus, Plus } from "lucide-react";
import { useState } from "react";
import type { ShownChannel } from "../../live/wire.ts";
import { Avatar } from "../messages/avatar.tsx";
import { store, usePage } from "../session/use-page.ts";
import { Menu } from "./menu.tsx";
import { nameOf } from "./names.ts";
import { NewChannel } from "./new-channel.tsx";

const isDirect = ({ kind }: ShownChannel): boolean => kind === "im" || kind === "mpim";
const byName = (a: ShownChannel, b: ShownChannel): number => a.name.localeCompare(b.name, "en", { numeric: true });
const byLatest = (a: ShownChannel, b: ShownChannel): number => (a.latest > b.latest ? -1 : 1);

/** Where a person can go. */
export function Sidebar() {
  const channels = usePage((state) => state.channels);
  const app = usePage((state) => state.app);
  const place = usePage((state) => state.place);
  const [isCreating, setCreating] = useState(false);
  const all = [...channels.values()];
  const named = all.filter((channel) => !isDirect(channel)).sort(byName);
  const joined = named.filter(({ isMember, archived }) => isMember && !archived);
  const others = named.filter(({ isMember, archived }) => !isMember && !archived);
  const archived = named.filter((channel) => channel.archived);
  const directs = all.filter((channel) => isDirect(channel) && channel.latest !== "").sort(byLatest);
  return (
    <nav className="sidebar" aria-label="Channels and messages">
      {app.homeTab && (
        <ul>
          <li>
            <button
              type="button"
              className="side-item"
              aria-current={place?.kind === "home" ? "page" : undefined}
              onClick={() => void store.go({ kind: "home" })}
            >
              <Home size={16} aria-hidden /> {app.name} Home
            </button>
          </li>
        </ul>
      )}
      <Group title="Channels" action={<NewButton onClick={() => setCreating(true)} />}>
        {joined.map((channel) => (
          <ChannelItem key={channel.id} channel={channel} />
        ))}
      </Group>
      <Group title="Direct messages" action={<DirectMenu />}>
        {directs.map((channel) => (
          <ChannelItem key={channel.id} channel={channel} />
        ))}
      </Group>
      {others.length > 0 && (
        <Group title="Other channels">
          {others.map((channel) => (
            <ChannelItem key={channel.id} channel={channel} />
          ))}
        </Group>
      )}
      {archived.length > 0 && (
        <Group title="Archived">
          {archived.map((channel) => (
            <ChannelItem key={channel.id} channel={channel} />
          ))}
        </Group>
      )}
      {isCreating && <NewChannel onDone={() => setCreating(false)} />}
    </nav>
  );
}

function Group({ title, action, children }: { title: string; action?: React.ReactNode; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="side-title">
        <h2>{title}</h2>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

function ChannelItem({ channel }: { channel: ShownChannel }) {
  const people = usePage((state) => state.people);
  const me = usePage((state) => state.me);
  const isHere = usePage(({ place }) => place?.kind === "channel" && place.id === channel.id);
  const name = nameOf(channel, people, me);
  const isUnread = channel.unread > 0 && !isHere;
  const marks = isHere ? 0 : channel.mentions;
  const other = channel.members.find((id) => id !== me) ?? me;
  const icon = isDirect(channel) ? (
    <Avatar id={other} size={20} />
  ) : channel.kind === "private" ? (
    <Lock size={14} aria-hidden />
  ) : (
    <Hash size={14} aria-hidden />
  );
  const notes = [
    channel.kind === "private" && "private",
    isUnread && "unread",
    marks > 0 && `${marks} mentions`,
  ].filter(Boolean);
  return (
    <li>
      <button
        type="button"
        className={`side-item ${isUnread ? "side-unread" : ""} ${channel.isMember ? "" : "side-dim"}`}
        aria-current={isHere ? "page" : undefined}
        aria-label={[name, ...notes].join(", ")}
        title={channel.topic ? `${name} — ${channel.topic}` : name}
        onClick={() => void store.go({ kind: "channel", id: channel.id })}
      >
        {icon}
        <span className="side-name">{name}</span>
        {marks > 0 && <span className="side-mark">{marks > 99 ? "99+" : marks}</span>}
      </button>
    </li>
  );
}

const NewButton = ({ onClick }: { onClick(): void }) => (
  <button
    type="button"
    className="side-action"
    aria-label="Create a channel"
    title="Create a channel"
    onClick={onClick}
  >
    <Plus size={15} aria-hidden />
  </button>
);

function DirectMenu() {
  const people = usePage((state) => state.people);
  const open = async (userId: string) => {
    const answer = await store.ask("direct", { userId });
    if (answer.ok) await store.go({ kind: "channel", id: String(answer.channelId) });
  };
  const items = [...people.values()]
    .filter(({ deleted }) => !deleted)
    .map(({ id, displayName }) => ({ key: id, content: displayName, run: () => void open(id) }));
  return (
    <Menu label="New message" className="side-action" items={items}>
      <MessageSquarePlus size={15} aria-hidden />
    </Menu>
  );
}
