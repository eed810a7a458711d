import { useEffect, useRef, useState } from "react";
import { store } from "../session/use-page.ts";

/** Asks for a channel's name and opens it. */
export function NewChannel({ onDone }: { onDone(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState("");
  const [isPrivate, setPrivate] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const create = async () => {
    const answer = await store.ask("create", { name: name.trim(), isPrivate });
    if (!answer.ok) return;
    onDone();
    await store.go({ kind: "channel", id: String(answer.channelId) });
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="new-channel-title" onCancel={onDone}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <h2 id="new-channel-title">Create a channel</h2>
        <div className="field">
          <label htmlFor="new-channel-name">Name</label>
          <input
            id="new-channel-name"
            className="text-field"
            type="text"
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value.toLowerCase().replace(/\s/g, "-"))}
          />
        </div>
        <label className="box">
          <input type="checkbox" checked={isPrivate} onChange={({ target }) => setPrivate(target.checked)} />
          <span>Private: only people who are invited see it</span>
        </label>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onDone}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={name === ""}>
            Create
          </button>
        </div>
      </form>
    </dialog>
  );
}
