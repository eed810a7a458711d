import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { store } from "../session/use-page.ts";
import { completionOf, type Suggestion } from "./completion.ts";

interface TypingProps {
  readonly value: string;
  readonly placeholder: string;
  readonly box: React.RefObject<HTMLTextAreaElement | null>;
  onChange(text: string): void;
  onSend(): void;
  onEscape?(): void;
}

/** A field that grows with its text and completes what is typed. */
export function TypingBox({ value, placeholder, box, onChange, onSend, onEscape }: TypingProps) {
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
