import { useEffect, useRef, useState } from "react";
import type { ShownMessage } from "../../live/wire.ts";
import { store } from "../session/use-page.ts";
import { TypingBox } from "./typing-box.tsx";

/** Changes one's own message in its place. */
export function EditBox({ message, onDone }: { message: ShownMessage; onDone(): void }) {
  const [text, setText] = useState(() => typedAgain(message.text));
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const save = async () => {
    const { channelId, ts } = message;
    const answer = await store.ask("edit", { channelId, ts, text });
    if (answer.ok) onDone();
  };
  return (
    <div className="composer composer-edit">
      <TypingBox
        value={text}
        placeholder="Edit message"
        box={box}
        onChange={setText}
        onSend={() => void save()}
        onEscape={onDone}
      />
      <div className="composer-tools">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" className="button button-primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}

/** References as a person would type them. */
function typedAgain(text: string): string {
  const { people, channels } = store.state;
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_whole, id: string) => `@${people.get(id)?.name ?? id}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_whole, id: string) => `#${channels.get(id)?.name ?? id}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
