import { FastForward, Pause, Play, Power, RotateCcw, Square } from "lucide-react";
import { useState } from "react";
import type { Stage } from "../../live/wire.ts";
import { store, usePage } from "../session/use-page.ts";
import { span } from "../text/moments.ts";

const SPEEDS = [1, 5, 20, 60, 180, 600];
const SKIPS = [5, 15, 30, 60];
const MINUTE_MS = 60_000;

/** Scenarios: choose one, play it at any speed, jump ahead; without one, time can still be moved on. */
export function ScenarioBar() {
  const stage = usePage((state) => state.stage);
  if (!stage) return null;
  return (
    <section className="scenario-bar" aria-label="Scenario">
      <Choose stage={stage} />
      <Controls stage={stage} />
      <SpeedChoice stage={stage} />
      <SkipButtons stage={stage} />
      <Progress stage={stage} />
      <AppSwitch stage={stage} />
    </section>
  );
}

function Choose({ stage }: { stage: Stage }) {
  const [wanted, setWanted] = useState(stage.scenario ?? stage.scenarios[0]?.name ?? "");
  const chosen = stage.scenario ?? wanted;
  const card = stage.scenarios.find(({ name }) => name === chosen);
  return (
    <>
      <select
        aria-label="Scenario"
        title={card?.about}
        className="bar-select"
        value={chosen}
        disabled={stage.state !== "idle"}
        onChange={({ target }) => setWanted(target.value)}
      >
        {stage.scenarios.map(({ name, title, lengthMs }) => (
          <option key={name} value={name}>
            {title} ({span(lengthMs)})
          </option>
        ))}
      </select>
      {stage.state === "idle" && (
        <button
          type="button"
          className="bar-button bar-play"
          disabled={stage.app !== "running"}
          onClick={() => void store.ask("play", { scenario: chosen })}
        >
          <Play size={15} aria-hidden /> Play
        </button>
      )}
    </>
  );
}

function Controls({ stage }: { stage: Stage }) {
  if (stage.state === "idle") return null;
  return (
    <>
      {stage.state === "playing" ? (
        <button type="button" className="bar-button" onClick={() => void store.ask("pause", {})}>
          <Pause size={15} aria-hidden /> Pause
        </button>
      ) : (
        <button type="button" className="bar-button bar-play" onClick={() => void store.ask("resume", {})}>
          <Play size={15} aria-hidden /> Go on
        </button>
      )}
      <button
        type="button"
        className="bar-button"
        aria-label="End the scenario"
        title="End the scenario"
        onClick={() => void store.ask("stop", {})}
      >
        <Square size={14} aria-hidden />
      </button>
    </>
  );
}

const SpeedChoice = ({ stage }: { stage: Stage }) => (
  <select
    aria-label="Speed"
    title="Minutes of the scenario in one of yours"
    className="bar-select"
    value={SPEEDS.includes(stage.speed) ? stage.speed : 60}
    onChange={({ target }) => void store.ask("speed", { speed: Number(target.value) })}
  >
    {SPEEDS.map((speed) => (
      <option key={speed} value={speed}>
        {speed}×
      </option>
    ))}
  </select>
);

const SkipButtons = ({ stage }: { stage: Stage }) => (
  <span className="bar-skips" role="group" aria-label="Move time ahead">
    <FastForward size={15} aria-hidden />
    {SKIPS.map((minutes) => (
      <button
        key={minutes}
        type="button"
        className="bar-button"
        aria-label={`${minutes} minutes ahead`}
        disabled={stage.isSkipping}
        onClick={() => void store.ask("skip", { ms: minutes * MINUTE_MS })}
      >
        +{minutes}
      </button>
    ))}
    <span aria-hidden="true">min</span>
  </span>
);

function Progress({ stage }: { stage: Stage }) {
  const card = stage.scenarios.find(({ name }) => name === stage.scenario);
  if (stage.problem) {
    return (
      <span className="bar-note bar-problem" role="alert">
        {stage.problem}
      </span>
    );
  }
  if (!card || stage.state === "idle") {
    return (
      <span className="bar-note">
        {stage.isSkipping ? "Moving time ahead…" : stage.note || "Time runs as yours does."}
      </span>
    );
  }
  const waits = stage.atMs < 0 ? `begins in ${span(-stage.atMs)}` : `${span(stage.atMs)} of ${span(card.lengthMs)}`;
  return (
    <span className="bar-note">
      <progress max={card.lengthMs} value={Math.max(0, stage.atMs)} aria-label="How far the scenario is" />
      {waits}
      {stage.note && ` · ${stage.note}`}
    </span>
  );
}

const APP_WORDS = { running: "Stop the app", stopping: "Stopping…", stopped: "Start the app", starting: "Starting…" };

function AppSwitch({ stage }: { stage: Stage }) {
  const name = usePage(({ app }) => app.name);
  const isRunning = stage.app === "running";
  const isBetween = stage.app === "starting" || stage.app === "stopping";
  return (
    <button
      type="button"
      className={`bar-button ${isRunning ? "" : "bar-alarm"}`}
      disabled={isBetween}
      title={
        isRunning ? `End ${name} in the middle of things; it recovers when it is started again` : `Start ${name} again`
      }
      onClick={() => void store.ask("app", { on: !isRunning })}
    >
      {isRunning ? <Power size={15} aria-hidden /> : <RotateCcw size={15} aria-hidden />}
      {APP_WORDS[stage.app].replace("the app", name)}
    </button>
  );
}
