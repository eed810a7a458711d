import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { VList, type VListHandle } from "virtua";
import type { ShownMessage } from "../../live/wire.ts";
import { store, timeNow, useMe, usePage } from "../session/use-page.ts";
import { dayKey, dayName, msOf } from "../text/moments.ts";
import { MessageRow } from "./message-row.tsx";
import { walkMessages } from "./walk.ts";

const FOLLOWS_WITHIN_MS = 5 * 60_000;
const NEAR_TOP = 12;
const NEAR_BOTTOM_PX = 80;

/** The open channel: only what is on the screen is drawn, older messages come as they are scrolled to. */
export function MessageList({ label }: { label: string }) {
  const messages = usePage((state) => state.messages);
  const lastRead = usePage((state) => state.lastRead);
  const hasMore = usePage((state) => state.hasMore);
  const isLoading = usePage((state) => state.isLoading);
  const me = useMe();
  const tz = me?.tz ?? "Etc/UTC";
  const list = useRef<VListHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastOffset = useRef(0);
  const [seenTo, setSeenTo] = useState<string>();
  const first = messages[0]?.ts;
  const isPrepended = usePrepended(first, messages);
  const newFrom = messages.find(
    ({ ts, userId, ephemeral }) => lastRead !== "" && ts > lastRead && userId !== me?.id && !ephemeral,
  )?.ts;

  const count = messages.length;
  const last = messages.at(-1)?.ts;
  useLayoutEffect(() => {
    if (last === undefined || !isAtEnd.current) return;
    list.current?.scrollToIndex(count - 1, { align: "end" });
    setSeenTo(last);
  }, [count, last]);

  // Pictures and cards grow after they are drawn: who was at the end stays there.
  const isEmpty = count === 0;
  useEffect(() => {
    const content = frame.current?.querySelector(".messages > div");
    if (isEmpty || !content) return;
    const watcher = new ResizeObserver(() => {
      if (isAtEnd.current) list.current?.scrollToIndex(store.state.messages.length - 1, { align: "end" });
    });
    watcher.observe(content);
    return () => watcher.disconnect();
  }, [isEmpty]);

  useEffect(() => {
    const onReveal = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      const at = store.state.messages.findIndex(({ ts }) => ts === event.detail);
      if (at < 0) return;
      list.current?.scrollToIndex(at, { align: "center" });
      requestAnimationFrame(() => flash(String(event.detail)));
    };
    window.addEventListener("reveal", onReveal);
    return () => window.removeEventListener("reveal", onReveal);
  }, []);

  const onScroll = useCallback((offset: number) => {
    const handle = list.current;
    if (!handle) return;
    const isNear = offset + handle.viewportSize >= handle.scrollSize - NEAR_BOTTOM_PX;
    // What grows below moves nobody: only who scrolls up has left the end.
    if (isNear || offset < lastOffset.current) isAtEnd.current = isNear;
    lastOffset.current = offset;
    if (isAtEnd.current) setSeenTo(store.state.messages.at(-1)?.ts);
    if (handle.findItemIndex(offset) < NEAR_TOP) void store.older();
  }, []);

  if (count === 0) {
    return <div className="messages-empty">{isLoading ? "Loading…" : "Nothing has been said here yet."}</div>;
  }
  return (
    <div className="messages-frame" ref={frame}>
      <VList
        ref={list}
        className="messages"
        shift={isPrepended}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={label}
        onKeyDown={walkMessages}
      >
        {messages.map((message, index) => (
          <Entry
            key={message.ts}
            message={message}
            before={messages[index - 1]}
            isFirst={index === 0 && !hasMore}
            isNew={message.ts === newFrom}
            tz={tz}
          />
        ))}
      </VList>
      {seenTo !== undefined && last !== undefined && last > seenTo && (
        <button
          type="button"
          className="newest"
          onClick={() => list.current?.scrollToIndex(count - 1, { align: "end" })}
        >
          <ArrowDown size={14} aria-hidden /> New messages
        </button>
      )}
    </div>
  );
}

/** True for the drawing in which older messages stand above the ones that were there. */
function usePrepended(first: string | undefined, messages: readonly ShownMessage[]): boolean {
  const [before, setBefore] = useState({ first, messages });
  const isPrepended = before.first !== undefined && first !== undefined && first < before.first;
  useLayoutEffect(() => setBefore({ first, messages }), [first, messages]);
  return isPrepended;
}

interface EntryProps {
  readonly message: ShownMessage;
  readonly before: ShownMessage | undefined;
  readonly isFirst: boolean;
  readonly isNew: boolean;
  readonly tz: string;
}

function Entry({ message, before, isFirst, isNew, tz }: EntryProps) {
  const at = msOf(message.ts);
  const isNewDay = before ? dayKey(msOf(before.ts), tz) !== dayKey(at, tz) : isFirst;
  return (
    <>
      {isNewDay && (
        <div className="day">
          <span>{dayName(at, timeNow(), tz)}</span>
        </div>
      )}
      {isNew && (
        <div className="new-line">
          <span>New</span>
        </div>
      )}
      <MessageRow message={message} isFollowing={!isNewDay && !isNew && follows(before, message)} />
    </>
  );
}

export function follows(before: ShownMessage | undefined, message: ShownMessage): boolean {
  if (!before || before.userId !== message.userId || before.username !== message.username) return false;
  if (before.ephemeral !== message.ephemeral || before.subtype !== message.subtype) return false;
  return msOf(message.ts) - msOf(before.ts) < FOLLOWS_WITHIN_MS;
}

function flash(ts: string): void {
  const row = document.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  row?.classList.add("message-flash");
  setTimeout(() => row?.classList.remove("message-flash"), 2000);
}
