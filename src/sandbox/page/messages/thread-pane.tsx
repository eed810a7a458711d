import { useEffect, useRef } from "react";
import { Pane } from "../frame/pane.tsx";
import { useChannel, usePage } from "../session/use-page.ts";
import { Composer } from "./composer.tsx";
import { follows } from "./message-list.tsx";
import { MessageRow } from "./message-row.tsx";
import { walkMessages } from "./walk.ts";

/** A thread beside its channel. */
export function ThreadPane({ channelId, ts }: { channelId: string; ts: string }) {
  const thread = usePage((state) => state.thread);
  const channel = useChannel(channelId);
  const end = useRef<HTMLDivElement>(null);
  const last = thread.at(-1)?.ts;
  useEffect(() => {
    if (last) end.current?.scrollIntoView({ block: "end" });
  }, [last]);
  const replies = Math.max(0, thread.length - 1);
  return (
    <Pane title="Thread" note={channel?.name ? `#${channel.name}` : ""}>
      <div className="thread" tabIndex={0} role="group" aria-label="Messages of the thread" onKeyDown={walkMessages}>
        {thread.map((message, index) => (
          <div key={message.ts}>
            <MessageRow message={message} isFollowing={index > 1 && follows(thread[index - 1], message)} inThread />
            {index === 0 && replies > 0 && (
              <div className="thread-count">
                <span>
                  {replies} {replies === 1 ? "reply" : "replies"}
                </span>
              </div>
            )}
          </div>
        ))}
        <div ref={end} />
      </div>
      <Composer channelId={channelId} threadTs={ts} placeholder="Reply…" />
    </Pane>
  );
}
