import { useEffect, useState } from "react";
import { dateText } from "../../person/date-text.ts";
import { store, timeNow, useChannel, useMe, usePage, usePerson } from "../session/use-page.ts";

export function PersonReference({ id }: { id: string }) {
  const person = usePerson(id);
  const isMe = usePage(({ me }) => me === id);
  return <span className={isMe ? "reference reference-me" : "reference"}>@{person?.displayName ?? id}</span>;
}

/** A channel by its name, where this person may know it. */
export function ChannelReference({ id }: { id: string }) {
  const channel = useChannel(id);
  if (!channel) return <span className="reference">#private channel</span>;
  return (
    <button type="button" className="reference" onClick={() => void store.go({ kind: "channel", id })}>
      #{channel.name}
    </button>
  );
}

export function GroupReference({ id }: { id: string }) {
  const group = usePage(({ groups }) => groups.get(id));
  return <span className="reference">@{group?.handle ?? id}</span>;
}

export const BroadcastReference = ({ range }: { range: string }) => (
  <span className="reference reference-me">@{range}</span>
);

const AGO_EVERY_MS = 15_000;

/** A moment in this person's words and time zone. */
export function Moment({ seconds, template, link }: { seconds: number; template: string; link?: string }) {
  const tz = useMe()?.tz ?? "Etc/UTC";
  const [, setTick] = useState(0);
  const isRelative = /\{ago\}|pretty\}/.test(template);
  useEffect(() => {
    if (!isRelative) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), AGO_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRelative]);
  const text = (
    <time dateTime={new Date(seconds * 1000).toISOString()}>{dateText(seconds, template, timeNow(), tz)}</time>
  );
  return link ? <Link href={link}>{text}</Link> : text;
}

/** A link; those into this workspace open here. */
export function Link({ href, children }: { href: string; children: React.ReactNode }) {
  const isSafe = /^(https?|mailto|slack):/i.test(href);
  const inside = insideOf(href);
  if (inside) {
    return (
      <button type="button" className="link" onClick={inside}>
        {children}
      </button>
    );
  }
  if (!isSafe) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** What a link into this workspace opens: a message, a channel, a canvas. */
export function insideOf(href: string): (() => void) | undefined {
  const { baseUrl, channels } = store.state;
  const path = href.startsWith(`${baseUrl}/`) ? href.slice(baseUrl.length) : undefined;
  const [, channelId, digits, threadTs] =
    /^\/archives\/([A-Z0-9]+)(?:\/p(\d+))?(?:\?thread_ts=([\d.]+))?/.exec(path ?? "") ?? [];
  if (channelId && digits) {
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    return () => void store.reveal(channelId, ts, threadTs);
  }
  const canvasId = /^\/docs\/[^/]+\/([A-Z0-9]+)/.exec(path ?? "")?.[1];
  if (canvasId) return () => void store.openSide({ kind: "canvas", canvasId });
  const named = channelId ?? /^slack:\/\/channel\?.*\bid=([A-Z0-9]+)/.exec(href)?.[1];
  if (named && channels.has(named)) return () => void store.go({ kind: "channel", id: named });
  return undefined;
}
