import { Activity, ChevronDown, ExternalLink, Moon, Sun } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Avatar } from "../messages/avatar.tsx";
import { store, timeNow, useMe, usePage } from "../session/use-page.ts";
import { wallClock } from "../text/moments.ts";
import { Popover } from "./popover.tsx";
import { setTheme, useTheme } from "./theme.ts";

/** The workspace, its clock, who one is, and the panel of what is said on the wire. */
export function TopBar() {
  const team = usePage((state) => state.team);
  const link = usePage((state) => state.link);
  const isInspecting = usePage((state) => state.isInspecting);
  const { isDark } = useTheme();
  return (
    <header className="top-bar">
      <b className="team">{team || "Sandbox"}</b>
      <span className="team-note">a Slack workspace on this machine</span>
      <span className="top-space" />
      {link === "lost" && (
        <span className="lost" role="status">
          Connecting…
        </span>
      )}
      <WallClock />
      <button
        type="button"
        className="top-button"
        aria-pressed={isInspecting}
        title="What the app and Slack say to each other"
        onClick={() => void store.inspect(!isInspecting)}
      >
        <Activity size={16} aria-hidden /> Wire
      </button>
      <button
        type="button"
        className="top-button"
        aria-label={isDark ? "Light colours" : "Dark colours"}
        title={isDark ? "Light colours" : "Dark colours"}
        onClick={() => setTheme(isDark ? "light" : "dark")}
      >
        {isDark ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
      </button>
      <PersonSwitch />
    </header>
  );
}

function WallClock() {
  const tz = useMe()?.tz ?? "Etc/UTC";
  const { rate } = usePage(({ clock }) => clock);
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), rate > 1 ? 100 : 1000);
    return () => clearInterval(timer);
  }, [rate]);
  const now = timeNow();
  return (
    <time
      className="wall-clock"
      title={`The workspace's clock in ${tz.replaceAll("_", " ")}`}
      dateTime={new Date(now).toISOString()}
    >
      {wallClock(now, tz)}
    </time>
  );
}

/** Becoming somebody else, here or in a window of its own. */
function PersonSwitch() {
  const me = useMe();
  const people = usePage((state) => state.people);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const active = [...people.values()].filter(({ deleted, isBot }) => !deleted && !isBot);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="top-button person-switch"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={`You are ${me?.displayName ?? "nobody yet"}. Switch person`}
        onClick={() => setOpen(!isOpen)}
      >
        {me && <Avatar id={me.id} size={24} />}
        <span>{me?.displayName ?? "…"}</span>
        <ChevronDown size={15} aria-hidden />
      </button>
      {isOpen && (
        <Popover anchor={button} onClose={() => setOpen(false)}>
          <div className="persons" role="dialog" aria-label="Switch person">
            <p>Be somebody else, here or in a window of their own.</p>
            <ul>
              {active.map(({ id, name, displayName, realName, tz, isGuest }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="person"
                    aria-current={id === me?.id ? "true" : undefined}
                    onClick={() => {
                      setOpen(false);
                      store.become(name);
                    }}
                  >
                    <Avatar id={id} size={30} />
                    <span>
                      <b>{displayName}</b> {isGuest && <span className="badge">GUEST</span>}
                      <small>
                        {realName} · {tz.split("/").at(-1)?.replaceAll("_", " ")}
                      </small>
                    </span>
                  </button>
                  <a
                    className="icon-button"
                    href={`?as=${encodeURIComponent(name)}`}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={`Open a window as ${displayName}`}
                    title="In a new window"
                  >
                    <ExternalLink size={15} aria-hidden />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </Popover>
      )}
    </>
  );
}
