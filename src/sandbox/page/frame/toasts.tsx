import { TriangleAlert, X } from "lucide-react";
import { store, usePage } from "../session/use-page.ts";

/** What Slack tells a person in passing. */
export function Toasts() {
  const toasts = usePage((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text, isBad }) => (
        <div key={id} className={`toast ${isBad ? "toast-bad" : ""}`}>
          {isBad && <TriangleAlert size={16} aria-hidden />}
          <span>{text}</span>
          <button type="button" aria-label="Dismiss notice" onClick={() => store.dropToast(id)}>
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
