import { ArrowDownLeft, ArrowUpRight, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { VList, type VListHandle } from "virtua";
import type { FaultSwitch, ShownCall } from "../../live/wire.ts";
import { store, usePage } from "../session/use-page.ts";

const SWITCHES: readonly { name: FaultSwitch; label: string; note: string }[] = [
  { name: "rateLimits", label: "Slack's rate limits", note: "Refuses what is above Slack's own limits" },
  { name: "refusals", label: "Storm of 429", note: "Three calls in ten: too many requests, come back in 5 s" },
  { name: "serverErrors", label: "Server errors", note: "Two calls in ten: 503" },
  { name: "lostAnswers", label: "Lost answers", note: "One call in four is done, but the answer never comes" },
  { name: "slowAnswers", label: "Slow answers", note: "One call in four takes 4 s" },
  { name: "mixedEvents", label: "Events twice and mixed up", note: "Each event comes twice, within 3 s, in any order" },
];

/** What the app and Slack say to each other, and what can be made to go wrong between them. */
export function WirePanel() {
  return (
    <aside className="wire" aria-label="Wire">
      <header className="pane-head">
        <h2>Wire</h2>
        <span>what app and Slack say to each other</span>
        <button
          type="button"
          className="icon-button"
          aria-label="Close wire"
          title="Close"
          onClick={() => void store.inspect(false)}
        >
          <X size={18} aria-hidden />
        </button>
      </header>
      <Breakage />
      <Calls />
    </aside>
  );
}

function Breakage() {
  const faults = usePage((state) => state.faults);
  return (
    <details className="breakage" open>
      <summary>Break something</summary>
      <div className="switches">
        {SWITCHES.map(({ name, label, note }) => (
          <label key={name} className="switch" title={note}>
            <input
              type="checkbox"
              role="switch"
              aria-checked={faults[name]}
              checked={faults[name]}
              onChange={({ target }) => void store.breakOrMend(name, target.checked)}
            />
            {label}
          </label>
        ))}
      </div>
      <div className="break-buttons">
        <button type="button" className="button" onClick={() => void store.ask("sockets", { how: "drop" })}>
          Drop sockets
        </button>
        <button type="button" className="button" onClick={() => void store.ask("sockets", { how: "refresh" })}>
          Refresh sockets
        </button>
        <button
          type="button"
          className="button"
          title="Every connection of the app is cut for 30 s"
          onClick={() => void store.ask("outage", { ms: 30_000 })}
        >
          Slack down 30 s
        </button>
      </div>
    </details>
  );
}

type Filter = "all" | "problems";

function Calls() {
  const calls = usePage((state) => state.calls);
  const [filter, setFilter] = useState<Filter>("all");
  const list = useRef<VListHandle>(null);
  const isAtEnd = useRef(true);
  const shown = filter === "all" ? calls : calls.filter(isProblem);
  const count = shown.length;
  useEffect(() => {
    if (isAtEnd.current && count > 0) list.current?.scrollToIndex(count - 1, { align: "end" });
  }, [count]);
  return (
    <>
      <div className="wire-filter" role="group" aria-label="Show">
        <button type="button" aria-pressed={filter === "all"} onClick={() => setFilter("all")}>
          All
        </button>
        <button type="button" aria-pressed={filter === "problems"} onClick={() => setFilter("problems")}>
          Problems
        </button>
        <span>{count}</span>
      </div>
      <VList
        ref={list}
        className="calls"
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Calls and events"
        onScroll={(offset) => {
          const handle = list.current;
          if (handle) isAtEnd.current = offset + handle.viewportSize >= handle.scrollSize - 40;
        }}
      >
        {shown.map((call) => (
          <Call key={call.number} call={call} />
        ))}
      </VList>
    </>
  );
}

const isProblem = ({ error, fault }: ShownCall): boolean => error !== undefined || fault !== undefined;

function Call({ call }: { call: ShownCall }) {
  const isToApp = call.kind === "delivery";
  const took = call.done ? `${call.ms < 10 ? call.ms.toFixed(1) : Math.round(call.ms)} ms` : "…";
  const details = Object.entries(call.args).map(([name, value]) => `${name} ${value}`);
  return (
    <div className={`call ${isProblem(call) ? "call-bad" : ""}`}>
      <span className="call-way" role="img" aria-label={isToApp ? "to the app" : "from the app"}>
        {isToApp ? <ArrowDownLeft size={14} aria-hidden /> : <ArrowUpRight size={14} aria-hidden />}
      </span>
      <span className="call-name">
        {call.method}
        {isToApp && <small> {call.by}</small>}
      </span>
      <span className="call-time">{took}</span>
      {(details.length > 0 || isProblem(call)) && (
        <span className="call-details">
          {isProblem(call) && <b>{[call.error, call.fault && `fault: ${call.fault}`].filter(Boolean).join(" · ")} </b>}
          {details.join(" · ")}
        </span>
      )}
    </div>
  );
}
