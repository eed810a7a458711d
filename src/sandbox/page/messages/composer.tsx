import { AtSign, Paperclip, SendHorizontal, Smile, Zap } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { ShownMessage } from "../../live/wire.ts";
import { Menu } from "../frame/menu.tsx";
import { store, usePage } from "../session/use-page.ts";
import { completionOf, type Suggestion } from "./completion.ts";
import { EmojiPicker } from "./emoji-picker.tsx";

interface Props {
  readonly channelId: string;
  readonly threadTs?: string;
  readonly placeholder: string;
}

const drafts = new Map<string, string>();

/** Where a person types: messages, commands, mentions, emoji, files. */
export function Composer({ channelId, threadTs, placeholder }: Props) {
  const key = `${store.state.me} ${channelId} ${threadTs ?? ""}`;
  const [text, setText] = useState(drafts.get(key) ?? "");
  const [isSending, setSending] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const smile = useRef<HTMLButtonElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [isPicking, setPicking] = useState(false);
  const shortcuts = usePage(({ app }) => app.shortcuts).filter(({ type }) => type === "global");
  const change = (next: string) => {
    setText(next);
    drafts.set(key, next);
  };
  const insert = (piece: string) => {
    const at = box.current?.selectionStart ?? text.length;
    change(text.slice(0, at) + piece + text.slice(at));
    box.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === "" || isSending) return;
    if (said.startsWith("/") && threadTs)
      return store.toast(`${said.split(/\s/)[0]} is not supported in threads. Sorry!`, true);
    setSending(true);
    change("");
    const answer = said.startsWith("/")
      ? await store.ask("command", { channelId, text: said })
      : await store.ask("say", { channelId, text: said, ...(threadTs ? { threadTs } : {}) });
    setSending(false);
    if (!answer.ok) change(said);
    box.current?.focus();
  };
  const upload = async (chosen: File | undefined) => {
    if (!chosen) return;
    const base64 = await asBase64(chosen);
    await store.ask("upload", { channelId, name: chosen.name, base64, text: "", ...(threadTs ? { threadTs } : {}) });
  };
  return (
    <div className="composer">
      <TypingBox value={text} placeholder={placeholder} box={box} onChange={change} onSend={() => void send()} />
      <div className="composer-tools">
        <Menu
          label="Shortcuts"
          items={shortcuts.map(({ callbackId, name, description }) => ({
            key: callbackId,
            content: (
              <>
                {name} <span className="menu-note">{description}</span>
              </>
            ),
            run: () => void store.ask("shortcut", { callbackId }),
          }))}
        >
          <Zap size={17} aria-hidden />
        </Menu>
        <button
          type="button"
          className="icon-button"
          aria-label="Attach a file"
          title="Attach a file"
          onClick={() => file.current?.click()}
        >
          <Paperclip size={17} aria-hidden />
        </button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="File"
          onChange={({ target }) => void upload(target.files?.[0])}
        />
        <button
          ref={smile}
          type="button"
          className="icon-button"
          aria-label="Emoji"
          title="Emoji"
          aria-expanded={isPicking}
          onClick={() => setPicking(!isPicking)}
        >
          <Smile size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Mention somebody"
          title="Mention somebody"
          onClick={() => insert("@")}
        >
          <AtSign size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="send"
          aria-label="Send"
          title="Send (Enter)"
          aria-busy={isSending}
          disabled={text.trim() === ""}
          onClick={() => void send()}
        >
          {isSending ? <span className="spinner" aria-hidden="true" /> : <SendHorizontal size={17} aria-hidden />}
        </button>
      </div>
      {isPicking && (
        <EmojiPicker anchor={smile} onPick={(name) => insert(`:${name}: `)} onClose={() => setPicking(false)} />
      )}
    </div>
  );
}

function asBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

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

interface TypingProps {
  readonly value: string;
  readonly placeholder: string;
  readonly box: React.RefObject<HTMLTextAreaElement | null>;
  onChange(text: string): void;
  onSend(): void;
  onEscape?(): void;
}

function TypingBox({ value, placeholder, box, onChange, onSend, onEscape }: TypingProps) {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const caretWanted = useRef<number>(undefined);
  const completion = isClosed ? undefined : completionOf(value, caret, store.state);
  const suggestions = completion?.suggestions ?? [];
  const active = suggestions[Math.min(at, suggestions.length - 1)];
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
    // Before the next key is heard: who types on must not be put back.
    const at = caretWanted.current;
    caretWanted.current = undefined;
    if (at === undefined) return;
    area.focus();
    area.setSelectionRange(at, at);
  });
  const take = (suggestion: Suggestion) => {
    if (!completion) return;
    const head = value.slice(0, completion.from) + suggestion.insert;
    onChange(head + value.slice(caret));
    setCaret(head.length);
    caretWanted.current = head.length;
  };
  /** A command that is typed out needs no completion: Enter sends it. */
  const isWhole = ({ insert }: Suggestion) => insert.trim() === value.trim();
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (active && step !== undefined) {
      event.preventDefault();
      setAt((now) => (Math.min(now, suggestions.length - 1) + step + suggestions.length) % suggestions.length);
    } else if (active && (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !isWhole(active)))) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onSend();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (active) setClosed(true);
      else onEscape?.();
    }
  };
  return (
    <div className="typing">
      {completion && (
        <div id={listId} role="listbox" aria-label={completion.label} className="completions" tabIndex={-1}>
          {suggestions.map((suggestion, index) => (
            <div
              key={suggestion.key}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={suggestion === active}
              className={`option ${suggestion === active ? "option-active" : ""}`}
              onMouseEnter={() => setAt(index)}
              onMouseDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
            >
              <b>{suggestion.text}</b>
              <span className="option-note">{suggestion.note}</span>
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={box}
        rows={1}
        value={value}
        aria-label={placeholder}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-controls={completion ? listId : undefined}
        aria-activedescendant={active ? `${listId}-${suggestions.indexOf(active)}` : undefined}
        onChange={({ target }) => {
          onChange(target.value);
          setCaret(target.selectionStart);
          setAt(0);
          setClosed(false);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKey}
      />
    </div>
  );
}
