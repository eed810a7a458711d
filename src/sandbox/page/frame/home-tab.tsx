import type { ShownView } from "../../live/wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { type BlockSurface, SurfaceContext, useEntries } from "../blocks/surface.ts";
import { Avatar } from "../messages/avatar.tsx";
import { store, usePage } from "../session/use-page.ts";

/** The app's home: the tab that it publishes for this person. */
export function HomeTab() {
  const app = usePage((state) => state.app);
  const home = usePage((state) => state.home);
  const openMessages = async () => {
    const answer = await store.ask("direct", { userId: app.botUserId });
    if (answer.ok) await store.go({ kind: "channel", id: String(answer.channelId) });
  };
  return (
    <main className="channel" aria-label={`${app.name} Home`}>
      <header className="channel-head">
        <div className="channel-title">
          <h1>
            <Avatar id={app.botUserId} size={24} />
            <span>{app.name}</span>
          </h1>
          <div className="channel-buttons">
            <button type="button" className="head-button" aria-current="page">
              Home
            </button>
            <button type="button" className="head-button" onClick={() => void openMessages()}>
              Messages
            </button>
          </div>
        </div>
      </header>
      <div className="home" tabIndex={0} role="group" aria-label="Home">
        {home ? (
          <HomeBlocks key={home.id} view={home} />
        ) : (
          <p className="messages-empty">{app.name} has put nothing here yet.</p>
        )}
      </div>
    </main>
  );
}

function HomeBlocks({ view }: { view: ShownView }) {
  const entries = useEntries();
  const surface: BlockSurface = { ...entries, surface: { kind: "view", viewId: view.id }, isTyped: false, errors: {} };
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceContext>
  );
}
