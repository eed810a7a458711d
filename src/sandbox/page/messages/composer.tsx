import { AtSign, Paperclip, SendHorizontal, Smile, Zap } from "lucide-react";
import { useRef, useState } from "react";
import { Menu } from "../frame/menu.tsx";
import { store, usePage } from "../session/use-page.ts";
import { EmojiPicker } from "./emoji-picker.tsx";
import { TypingBox } from "./typing-box.tsx";

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
