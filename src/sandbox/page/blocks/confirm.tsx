import { useEffect, useRef } from "react";
import { isJson, type Json } from "../../delivery/json.ts";
import { plainOf, TextObject } from "./text-object.tsx";

/** Slack's question before something is done. */
export function Confirm({ confirm, onYes, onNo }: { confirm: Json; onYes(): void; onNo(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onCancel={onNo}>
      <h2 id="confirm-title">{plainOf(confirm.title)}</h2>
      <div className="confirm-text">
        <TextObject value={confirm.text} />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onNo}>
          {plainOf(confirm.deny) || "No"}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style === "danger" ? "danger" : "primary"}`}
          onClick={onYes}
        >
          {plainOf(confirm.confirm) || "Yes"}
        </button>
      </div>
    </dialog>
  );
}

export const confirmOf = (element: Json): Json | undefined => (isJson(element.confirm) ? element.confirm : undefined);
