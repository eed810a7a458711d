import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "sandbox.theme";
const listeners = new Set<() => void>();
const system = window.matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

const isDarkNow = (): boolean => chosen() === "dark" || (chosen() === "system" && system.matches);

function apply(): void {
  document.documentElement.dataset.theme = isDarkNow() ? "dark" : "light";
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
apply();

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  apply();
}

/** Light or dark, as the machine says or as the person chose. */
export function useTheme(): { theme: Theme; isDark: boolean } {
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const theme = useSyncExternalStore(subscribe, chosen);
  const isDark = useSyncExternalStore(subscribe, isDarkNow);
  return { theme, isDark };
}
