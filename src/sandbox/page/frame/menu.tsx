import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Popover } from "./popover.tsx";

export interface MenuItem {
  readonly key: string;
  readonly content: ReactNode;
  readonly isDanger?: boolean;
  run(): void;
}

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** A button that opens a menu; arrows move in it. */
export function Menu({ label, items, className = "icon-button", isBusy = false, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-busy={isBusy}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <Popover anchor={button} onClose={() => setOpen(false)}>
          <MenuList label={label} items={items} onDone={close} />
        </Popover>
      )}
    </>
  );
}

function MenuList({ label, items, onDone }: Pick<Props, "label" | "items"> & { onDone(): void }) {
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    const at = all.findIndex((item) => item.matches(":focus"));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length)?.focus();
    } else if (event.key === "Tab") onDone();
  };
  return (
    <div role="menu" tabIndex={-1} aria-label={label} className="menu" onKeyDown={onKey}>
      {items.map((item, index) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          ref={(element) => {
            if (index === 0 && element && !element.parentElement?.contains(document.activeElement)) element.focus();
          }}
          className={item.isDanger ? "menu-item menu-danger" : "menu-item"}
          onClick={() => {
            onDone();
            item.run();
          }}
        >
          {item.content}
        </button>
      ))}
    </div>
  );
}
