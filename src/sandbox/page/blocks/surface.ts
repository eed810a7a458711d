import { createContext, useContext, useState } from "react";
import type { Json } from "../../delivery/json.ts";
import type { Entered, SurfaceRef } from "../../live/requests.ts";
import type { Answer } from "../../live/wire.ts";
import { store } from "../session/use-page.ts";

/** Where blocks stand, what has been entered there, and how pressing something reaches the app. */
export interface BlockSurface {
  readonly surface: SurfaceRef;
  /** Typed by a person, so text is drawn as the composer would have formatted it. */
  readonly isTyped: boolean;
  readonly errors: Readonly<Record<string, string>>;
  entered(blockId: string, actionId: string): Json | undefined;
  enter(blockId: string, actionId: string, value: Json): void;
  /** Everything that is in the fields but not sent yet. */
  all(): Entered;
}

const nowhere: BlockSurface = {
  ...{ surface: { kind: "view", viewId: "" }, isTyped: false, errors: {} },
  ...{ entered: () => undefined, enter: () => {}, all: () => ({}) },
};

export const SurfaceContext = createContext<BlockSurface>(nowhere);

export const useSurface = (): BlockSurface => useContext(SurfaceContext);

/** Presses or sets one element; `isBusy` until the app has acknowledged it. */
export function usePress(blockId: string, actionId: string): { isBusy: boolean; press(value: Json): Promise<Answer> } {
  const { surface, all } = useSurface();
  const [busy, setBusy] = useState(0);
  const press = async (value: Json): Promise<Answer> => {
    setBusy((count) => count + 1);
    const entered = surface.kind === "view" ? { entered: all() } : {};
    const answer = await store.ask("press", { surface, blockId, actionId, value, ...entered });
    setBusy((count) => count - 1);
    return answer;
  };
  return { isBusy: busy > 0, press };
}

/** Fields that the person has filled in and not sent: they survive whatever the app changes around them. */
export function useEntries(): Pick<BlockSurface, "entered" | "enter" | "all"> {
  const [values, setValues] = useState<Entered>({});
  const [live] = useState<{ values: Entered }>({ values: {} });
  return {
    entered: (blockId, actionId) => values[blockId]?.[actionId],
    enter: (blockId, actionId, value) => {
      live.values = { ...live.values, [blockId]: { ...live.values[blockId], [actionId]: value } };
      setValues(live.values);
    },
    all: () => live.values,
  };
}
