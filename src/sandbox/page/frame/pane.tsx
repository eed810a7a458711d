import { X } from "lucide-react";
import type { ReactNode } from "react";
import { store } from "../session/use-page.ts";

interface PaneProps {
  readonly title: string;
  readonly note?: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** What stands beside a channel: a thread, a canvas, what there is to know about the channel. */
export function Pane({ title, note = "", isWide = false, children }: PaneProps) {
  return (
    <aside className={isWide ? "pane pane-wide" : "pane"} aria-label={title}>
      <header className="pane-head">
        <h2>{title}</h2>
        {note && <span>{note}</span>}
        <button
          type="button"
          className="icon-button"
          aria-label={`Close ${title.toLowerCase()}`}
          title="Close"
          onClick={() => void store.openSide(undefined)}
        >
          <X size={18} aria-hidden />
        </button>
      </header>
      {children}
    </aside>
  );
}
