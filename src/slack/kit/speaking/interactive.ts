import type { HomeView, ModalView } from "@slack/types";
import { z } from "zod";
import { SlackCallError } from "./failures.ts";
import { type Answered, createTransport, type TransportOptions } from "./transport.ts";

/** Triggers live three seconds, so nobody waits longer. */
const TIMEOUT_MS = 2_500;

/** A view as Slack holds it. */
export interface OpenView {
  viewId: string;
  hash: string;
}

/**
 * Shows forms and homes while a person waits; apart from background work, whose pauses do not touch it. Gives undefined
 * when Slack did it but its answer was lost.
 */
export interface InteractiveClient {
  open(triggerId: string, view: ModalView): Promise<OpenView | undefined>;
  push(triggerId: string, view: ModalView): Promise<OpenView | undefined>;
  /** With `hash`, refused as `hash_conflict` when the view was changed meanwhile. */
  update(viewId: string, view: ModalView, hash?: string): Promise<OpenView | undefined>;
  publish(userId: string, view: HomeView): Promise<OpenView | undefined>;
}

/** A client with a time-out of 2.5 s and one retry; rejects with a SlackCallError. */
export function createInteractiveClient(options: TransportOptions): InteractiveClient {
  const transport = createTransport(options, TIMEOUT_MS);

  async function show(method: string, args: object): Promise<OpenView | undefined> {
    const first = await transport(method, args);
    const answered = isWorthRetry(first) ? settled(first, await transport(method, args)) : first;
    if (answered.kind === "answered") return shownView(answered.answer);
    if (answered.kind !== "rate_limited") throw new SlackCallError(method, answered);
    const untilMs = options.clock.now() + answered.retryAfterMs;
    throw new SlackCallError(method, { kind: "rate_limited", untilMs });
  }

  return {
    open: (triggerId, view) => show("views.open", { trigger_id: triggerId, view }),
    push: (triggerId, view) => show("views.push", { trigger_id: triggerId, view }),
    update: (viewId, view, hash) => show("views.update", { view_id: viewId, view, ...(hash && { hash }) }),
    publish: (userId, view) => show("views.publish", { user_id: userId, view }),
  };
}

function isWorthRetry(answered: Answered): boolean {
  if (answered.kind === "refused") return answered.meaning === "passing";
  return answered.kind === "in_doubt" || answered.kind === "unreachable";
}

/** A trigger that is used up after a lost answer means that the first attempt did open the form. */
function settled(first: Answered, second: Answered): Answered {
  const isUsedUp = second.kind === "refused" && second.code === "exchanged_trigger_id";
  return isUsedUp && first.kind === "in_doubt" ? { kind: "answered", answer: {} } : second;
}

const shown = z.object({ view: z.object({ id: z.string(), hash: z.string().default("") }) });

function shownView(answer: unknown): OpenView | undefined {
  const parsed = shown.safeParse(answer);
  return parsed.success ? { viewId: parsed.data.view.id, hash: parsed.data.view.hash } : undefined;
}
