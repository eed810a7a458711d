import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly matchWidth?: boolean;
  readonly children: ReactNode;
  onClose(): void;
}

const GAP = 4;
const MARGIN = 8;

/** Something small that opens at an element: closes on Escape, on a click elsewhere, and gives the focus back. */
export function Popover({ anchor, matchWidth = false, children, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // Not hidden: what opens may take the focus before it has its place.
  const [place, setPlace] = useState<React.CSSProperties>({ opacity: 0 });
  // A dialog on top would hide what opens from within it, so it opens inside.
  const home = anchor.current?.closest("dialog") ?? document.body;

  useLayoutEffect(() => {
    const put = () => {
      const at = anchor.current?.getBoundingClientRect();
      const size = box.current?.getBoundingClientRect();
      if (!at || !size) return;
      const width = matchWidth ? Math.max(at.width, 220) : size.width;
      const isBelow = at.bottom + size.height + MARGIN < window.innerHeight || at.top < size.height + MARGIN;
      const top = isBelow
        ? Math.min(at.bottom + GAP, window.innerHeight - size.height - MARGIN)
        : at.top - size.height - GAP;
      const left = Math.max(MARGIN, Math.min(at.left, window.innerWidth - width - MARGIN));
      setPlace({ top: Math.max(MARGIN, top), left, ...(matchWidth ? { width } : {}) });
    };
    put();
    const watcher = new ResizeObserver(put);
    if (box.current) watcher.observe(box.current);
    window.addEventListener("resize", put);
    return () => {
      watcher.disconnect();
      window.removeEventListener("resize", put);
    };
  }, [anchor, matchWidth]);

  useEffect(() => {
    const start = anchor.current;
    const onDown = (event: MouseEvent) => {
      const target = event.target instanceof Node ? event.target : null;
      if (!box.current?.contains(target) && !start?.contains(target)) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
      start?.focus();
    };
    document.addEventListener("mousedown", onDown);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("mousedown", onDown);
      document.removeEventListener("keydown", onKey, true);
    };
  }, [anchor, onClose]);

  return createPortal(
    <div ref={box} className="popover" style={place}>
      {children}
    </div>,
    home,
  );
}
