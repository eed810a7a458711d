import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrow keys go from message to message; Tab then leads to what can be done with it. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLElement)) return;
  const isWalking = target === currentTarget || target.matches("article");
  if (!isWalking) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>("article")];
  const at = all.indexOf(target);
  const next = at < 0 ? all.at(step < 0 ? -1 : 0) : all[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
