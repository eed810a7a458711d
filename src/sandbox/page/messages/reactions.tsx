import { SmilePlus } from "lucide-react";
import { useRef, useState } from "react";
import type { ShownMessage } from "../../live/wire.ts";
import { store, usePage } from "../session/use-page.ts";
import { emojiOf } from "../text/emoji.ts";
import { EmojiPicker } from "./emoji-picker.tsx";

export function toggleReaction({ channelId, ts, reactions }: ShownMessage, emoji: string): void {
  const { me } = store.state;
  const isMine = reactions.some(({ name, users }) => name === emoji && users.includes(me));
  void store.ask("react", { channelId, ts, emoji, on: !isMine });
}

/** Reactions under a message: press one to join in or to take yours back. */
export function Reactions({ message }: { message: ShownMessage }) {
  const me = usePage((state) => state.me);
  const people = usePage((state) => state.people);
  if (message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users }) => {
        const names = users.map((id) => (id === me ? "you" : (people.get(id)?.displayName ?? id))).join(", ");
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={users.includes(me)}
            aria-label={`:${name}: from ${names}`}
            title={`${names} reacted with :${name}:`}
            onClick={() => toggleReaction(message, name)}
          >
            <span className="emoji" aria-hidden="true">
              {emojiOf(name) ?? `:${name}:`}
            </span>
            <span>{users.length}</span>
          </button>
        );
      })}
      <ReactButton message={message} className="reaction reaction-add" />
    </div>
  );
}

/** Opens the picker for a reaction. */
export function ReactButton({ message, className = "icon-button" }: { message: ShownMessage; className?: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label="Add reaction"
        title="Add reaction"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <SmilePlus size={16} aria-hidden />
      </button>
      {isOpen && (
        <EmojiPicker
          anchor={button}
          onPick={(emoji) => toggleReaction(message, emoji)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
