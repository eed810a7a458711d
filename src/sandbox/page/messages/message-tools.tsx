import { MessageSquareText, MoreVertical } from "lucide-react";
import type { ShownMessage } from "../../live/wire.ts";
import { Menu, type MenuItem } from "../frame/menu.tsx";
import { store, useMe, usePage } from "../session/use-page.ts";
import { emojiOf } from "../text/emoji.ts";
import { ReactButton, toggleReaction } from "./reactions.tsx";

interface Props {
  readonly message: ShownMessage;
  readonly isPinned: boolean;
  readonly inThread: boolean;
  onEdit(): void;
}

const QUICK = ["white_check_mark", "eyes", "pushpin"];

/** What can be done with a message; shown when it is pointed at or focused. */
export function MessageTools({ message, isPinned, inThread, onEdit }: Props) {
  const me = useMe();
  const shortcuts = usePage(({ app }) => app.shortcuts);
  const app = usePage((state) => state.app);
  const { channelId, ts } = message;
  const isMine = message.userId === me?.id;
  const items: MenuItem[] = [
    ...shortcuts
      .filter(({ type }) => type === "message")
      .map(({ name, callbackId }) => ({
        key: callbackId,
        content: (
          <>
            {name} <span className="menu-note">{app.name}</span>
          </>
        ),
        run: () => void store.ask("messageShortcut", { channelId, ts, callbackId }),
      })),
    {
      key: "pin",
      content: isPinned ? "Unpin from channel" : "Pin to channel",
      run: () => void store.ask("pin", { channelId, ts, on: !isPinned }),
    },
    ...(isMine ? [{ key: "edit", content: "Edit message", run: onEdit }] : []),
    ...(isMine || me?.isAdmin
      ? [
          {
            key: "delete",
            content: "Delete message",
            isDanger: true,
            run: () => void store.ask("delete", { channelId, ts }),
          },
        ]
      : []),
  ];
  return (
    <div className="message-tools" role="group" aria-label="Message actions">
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          className="icon-button"
          aria-label={`React with :${name}:`}
          title={`:${name}:`}
          onClick={() => toggleReaction(message, name)}
        >
          <span className="emoji" aria-hidden="true">
            {emojiOf(name)}
          </span>
        </button>
      ))}
      <ReactButton message={message} />
      {!inThread && (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => void store.openSide({ kind: "thread", channelId, ts: message.threadTs ?? ts })}
        >
          <MessageSquareText size={16} aria-hidden />
        </button>
      )}
      <Menu label="More message actions" items={items}>
        <MoreVertical size={16} aria-hidden />
      </Menu>
    </div>
  );
}
