import { useEffect, useState } from "react";
import { textOf } from "../../delivery/json.ts";
import { store, usePage } from "../session/use-page.ts";
import { Markdown } from "../text/markdown.tsx";
import { Pane } from "./pane.tsx";

/** A canvas, as it is now. */
export function CanvasPane({ canvasId }: { canvasId: string }) {
  const version = usePage((state) => state.canvasVersion);
  const [canvas, setCanvas] = useState<{ title: string; markdown: string; version: number }>();
  useEffect(() => {
    void store.ask("canvas", { canvasId }).then((answer) => {
      if (answer.ok) setCanvas({ title: textOf(answer.title), markdown: textOf(answer.markdown), version });
    });
  }, [canvasId, version]);
  return (
    <Pane title={canvas?.title || "Canvas"} note="Canvas" isWide>
      <div className="canvas" tabIndex={0} role="group" aria-label="Canvas text">
        {canvas && <Markdown text={canvas.markdown} />}
      </div>
    </Pane>
  );
}
