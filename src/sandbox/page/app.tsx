import { useEffect } from "react";
import { AboutPane } from "./frame/about-pane.tsx";
import { CanvasPane } from "./frame/canvas-pane.tsx";
import { ChannelView } from "./frame/channel-view.tsx";
import { HomeTab } from "./frame/home-tab.tsx";
import { Modals } from "./frame/modal.tsx";
import { Sidebar } from "./frame/sidebar.tsx";
import { Toasts } from "./frame/toasts.tsx";
import { TopBar } from "./frame/top-bar.tsx";
import { ThreadPane } from "./messages/thread-pane.tsx";
import { ScenarioBar } from "./panel/scenario-bar.tsx";
import { WirePanel } from "./panel/wire-panel.tsx";
import type { Side } from "./session/state.ts";
import { store, useMe, usePage } from "./session/use-page.ts";

/** The whole page. */
export function App() {
  const place = usePage((state) => state.place);
  const side = usePage((state) => state.side);
  const isInspecting = usePage((state) => state.isInspecting);
  const link = usePage((state) => state.link);
  useTitle();
  useFocusTold(link);
  return (
    <div className="app">
      <TopBar />
      <ScenarioBar />
      <div className="body">
        <Sidebar />
        {place?.kind === "channel" && <ChannelView key={place.id} id={place.id} />}
        {place?.kind === "home" && <HomeTab />}
        {!place && (
          <main className="channel messages-empty">{link === "connecting" ? "Connecting…" : "Choose a channel."}</main>
        )}
        {side && <SidePane side={side} />}
        {isInspecting && <WirePanel />}
      </div>
      <Modals />
      <Toasts />
    </div>
  );
}

function SidePane({ side }: { side: Side }) {
  switch (side.kind) {
    case "thread":
      return <ThreadPane key={side.ts} channelId={side.channelId} ts={side.ts} />;
    case "canvas":
      return <CanvasPane canvasId={side.canvasId} />;
    case "about":
      return <AboutPane channelId={side.channelId} />;
  }
}

/** The tab tells who one is and how much is unread. */
function useTitle(): void {
  const me = useMe();
  const team = usePage((state) => state.team);
  const marks = usePage(({ channels }) => [...channels.values()].reduce((sum, { mentions }) => sum + mentions, 0));
  useEffect(() => {
    document.title = `${marks > 0 ? `(${marks}) ` : ""}${me?.displayName ?? "…"} · ${team || "Sandbox"}`;
  }, [marks, me?.displayName, team]);
}

/** A window that nobody looks at reads nothing. */
function useFocusTold(link: string): void {
  useEffect(() => {
    if (link !== "open") return;
    const tell = () => void store.askQuietly("focus", { visible: document.visibilityState === "visible" });
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [link]);
}
