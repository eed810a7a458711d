import { Check, ChevronDown, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
import { Popover } from "../frame/popover.tsx";
import { plainText } from "../text/mrkdwn.tsx";

export interface PickerOption {
  readonly key: string;
  readonly text: string;
  readonly note?: string;
  readonly group?: string;
  /** What Slack's payload carries for it. */
  readonly payload: unknown;
}

export interface PickerProps {
  readonly id?: string;
  readonly label: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
  readonly placeholder: string;
  readonly options: readonly PickerOption[];
  readonly chosen: readonly PickerOption[];
  readonly isMany: boolean;
  readonly isBusy: boolean;
  readonly isLoading: boolean;
  readonly emptyText: string;
  readonly ref?: Ref<HTMLButtonElement>;
  onQuery(query: string): void;
  onChoose(options: readonly PickerOption[]): void;
}

/** A select that can be searched: a button, and a list that opens under it. */
export function Picker(props: PickerProps) {
  const { id, label, describedBy, isInvalid, placeholder, chosen, isMany, isBusy, onChoose } = props;
  const [isOpen, setOpen] = useState(false);
  const own = useRef<HTMLButtonElement>(null);
  const shown = chosen.map(({ text }) => text).join(", ");
  const setButton = (button: HTMLButtonElement | null) => {
    own.current = button;
    if (props.ref && typeof props.ref === "object") props.ref.current = button;
  };
  return (
    <div className="picker">
      {isMany && chosen.length > 0 && (
        <ul className="chips" aria-label={`Chosen: ${label}`}>
          {chosen.map((option) => (
            <li key={option.key} className="chip">
              {plainText(option.text)}
              <button
                type="button"
                aria-label={`Remove ${option.text}`}
                onClick={() => onChoose(chosen.filter(({ key }) => key !== option.key))}
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        ref={setButton}
        type="button"
        {...(id
          ? { id, "aria-labelledby": `${id}-label ${id}` }
          : { "aria-label": shown ? `${label}: ${shown}` : label })}
        className={`picker-button ${isInvalid ? "picker-refused" : ""}`}
        aria-describedby={describedBy}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isBusy && <span className="spinner" aria-hidden="true" />}
        <span className={shown && !isMany ? "picker-value" : "picker-placeholder"}>
          {shown && !isMany ? plainText(shown) : placeholder}
        </span>
        <ChevronDown size={15} aria-hidden />
      </button>
      {isOpen && (
        <Popover anchor={own} onClose={() => setOpen(false)} matchWidth>
          <PickerList {...props} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </div>
  );
}

function PickerList({
  label,
  options,
  chosen,
  isMany,
  isLoading,
  emptyText,
  onQuery,
  onChoose,
  onDone,
}: PickerProps & { onDone(): void }) {
  const listId = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const fitting = options.filter(({ text, note = "" }) =>
    `${text} ${note}`.toLowerCase().includes(query.toLowerCase()),
  );
  const active = fitting[Math.min(at, fitting.length - 1)];
  const isChosen = (option: PickerOption) => chosen.some(({ key }) => key === option.key);
  const choose = (option: PickerOption | undefined) => {
    if (!option) return;
    if (!isMany) {
      onChoose([option]);
      onDone();
      return;
    }
    onChoose(isChosen(option) ? chosen.filter(({ key }) => key !== option.key) : [...chosen, option]);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(fitting.length - 1, now + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Tab") onDone();
  };
  return (
    <div className="picker-list">
      <input
        type="text"
        role="combobox"
        // The list opens because somebody asked for it, so typing goes there at once.
        ref={(input) => input?.focus()}
        className="text-field"
        aria-label={`Search: ${label}`}
        aria-controls={listId}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-activedescendant={active ? `${listId}-${active.key}` : undefined}
        autoComplete="off"
        placeholder="Search"
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
          onQuery(target.value);
        }}
        onKeyDown={onKey}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMany || undefined}
        className="options"
        tabIndex={-1}
      >
        {fitting.map((option, index) => (
          <div key={option.key}>
            {option.group && option.group !== fitting[index - 1]?.group && (
              <div className="option-group">{option.group}</div>
            )}
            {/* The search field keeps the focus and speaks for the list. */}
            <div
              id={`${listId}-${option.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen(option)}
              className={`option ${option === active ? "option-active" : ""}`}
              onMouseEnter={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
              onKeyDown={onKey}
            >
              <span className="option-text">
                {plainText(option.text)}
                {option.note && option.note !== option.text && (
                  <span className="option-note">{plainText(option.note)}</span>
                )}
              </span>
              {isChosen(option) && <Check size={15} aria-hidden />}
            </div>
          </div>
        ))}
        {fitting.length === 0 && <div className="option-empty">{isLoading ? "Loading…" : emptyText}</div>}
      </div>
    </div>
  );
}
