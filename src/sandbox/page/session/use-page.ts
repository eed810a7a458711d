import { useSyncExternalStore } from "react";
import type { ShownChannel, ShownPerson } from "../../live/wire.ts";
import type { PageState } from "./state.ts";
import { Store } from "./store.ts";

/** One window, one store. */
export const store = new Store();

/** A part of the window's state; the component is drawn again when that part changes. */
export function usePage<T>(select: (state: PageState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.state));
}

export const usePerson = (id: string): ShownPerson | undefined => usePage(({ people }) => people.get(id));

export const useMe = (): ShownPerson | undefined => usePage(({ people, me }) => people.get(me));

export const useChannel = (id: string): ShownChannel | undefined => usePage(({ channels }) => channels.get(id));

/** The workspace's time now, as this window reckons it from what it was last told. */
export function timeNow({ clock }: PageState = store.state): number {
  return clock.now + (performance.now() - clock.heardAt) * clock.rate;
}
