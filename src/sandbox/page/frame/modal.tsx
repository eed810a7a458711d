import { ChevronLeft, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { isJson } from "../../delivery/json.ts";
import type { ShownView } from "../../live/wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { type BlockSurface, SurfaceContext, useEntries } from "../blocks/surface.ts";
import { Avatar } from "../messages/avatar.tsx";
import { store, usePage } from "../session/use-page.ts";

const FIRST_FIELD = ".modal-body :is(input, textarea, button)";

/** The forms that the app has opened: the one on top can be filled, those below wait. */
export function Modals() {
  const views = usePage((state) => state.views);
  const dialog = useRef<HTMLDialogElement>(null);
  const top = views.at(-1);
  const topId = top?.id;
  useEffect(() => {
    if (topId === undefined) return;
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, [topId]);
  if (!top) return null;
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === dialog.current) void store.ask("close", { viewId: top.id, all: false });
      }}
    >
      {views.map((view) => (
        <ModalView key={view.id} view={view} isTop={view === top} isStacked={views.length > 1} />
      ))}
    </dialog>
  );
}

function ModalView({ view, isTop, isStacked }: { view: ShownView; isTop: boolean; isStacked: boolean }) {
  const appId = usePage(({ app }) => app.botUserId);
  const entries = useEntries();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const errorCount = Object.keys(view.errors).length;
  useEffect(() => {
    if (errorCount > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true], .picker-refused")?.focus();
  }, [errorCount]);
  const surface: BlockSurface = {
    ...entries,
    entered: (blockId, actionId) => entries.entered(blockId, actionId) ?? known(view, blockId, actionId),
    surface: { kind: "view", viewId: view.id },
    isTyped: false,
    errors: view.errors,
  };
  const submit = async () => {
    if (isSending) return;
    setSending(true);
    setProblem("");
    const answer = await store.askQuietly("submit", { viewId: view.id, entered: entries.all() });
    setSending(false);
    if (!answer.ok && answer.notice) setProblem(answer.notice);
  };
  const close = (all: boolean) => void store.ask("close", { viewId: view.id, all });
  if (!isTop) return <div hidden />;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (event.target === form.current) void submit();
      }}
    >
      <header className="modal-head">
        {isStacked ? (
          <button type="button" className="icon-button" aria-label="Back" title="Back" onClick={() => close(false)}>
            <ChevronLeft size={20} aria-hidden />
          </button>
        ) : (
          <Avatar id={appId} size={28} />
        )}
        <h2 id="modal-title">{view.title}</h2>
        <button type="button" className="icon-button" aria-label="Close form" title="Close" onClick={() => close(true)}>
          <X size={20} aria-hidden />
        </button>
      </header>
      {problem && (
        <p className="modal-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="modal-body" tabIndex={0} role="group" aria-label={view.title}>
        <SurfaceContext value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceContext>
      </div>
      <footer className="modal-foot">
        <button type="button" className="button" onClick={() => close(false)}>
          {view.close ?? "Cancel"}
        </button>
        {view.submit && (
          <button
            type="submit"
            className="button button-primary"
            aria-busy={isSending}
            disabled={view.isSubmitDisabled}
          >
            {isSending && <span className="spinner" aria-hidden="true" />}
            {view.submit}
          </button>
        )}
      </footer>
    </form>
  );
}

function known(view: ShownView, blockId: string, actionId: string) {
  const held = view.state[blockId]?.[actionId];
  return isJson(held) ? held : undefined;
}
