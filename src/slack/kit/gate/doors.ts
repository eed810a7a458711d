import { z } from "zod";
import type { Act } from "../../../core/entitlements/index.ts";
import type { Incident } from "../../../core/product.ts";
import { partsOf } from "../action-ids.ts";
import type { Choice } from "../blocks/index.ts";
import type { Context } from "../context.ts";
import type {
  ClickInput,
  CommandInput,
  Handler,
  MessageShortcutInput,
  Registrations,
  Reply,
  ShortcutInput,
  SubmitInput,
  SubmitReply,
  SuggestInput,
} from "../hearing/hearing.ts";
import { answerableIncident } from "../visible-incident.ts";
import type { Gate } from "./gate.ts";

/** What kind of act it is; where that depends on what is pressed, by the input and the incident that it is about. */
export type ActOf<Input> = Act | ((input: Input, incident: Incident | undefined) => Act);

/**
 * Where rooms say what they listen to, and of what kind it is: nothing that a person does reaches a handler before the gate
 * has let it through, and an incident that they may not know of is none.
 */
export interface Doors {
  onEvent: Registrations["onEvent"];
  /** The router asks for each verb. */
  onCommand(handler: Handler<CommandInput, Reply>): void;
  onClick(actionId: string | RegExp, act: ActOf<ClickInput>, handler: Handler<ClickInput, Reply>): void;
  onSubmit(callbackId: string, act: ActOf<SubmitInput>, handler: Handler<SubmitInput, SubmitReply>): void;
  onShortcut(callbackId: string, act: ActOf<ShortcutInput>, handler: Handler<ShortcutInput, Reply>): void;
  onMessageShortcut(
    callbackId: string,
    act: ActOf<MessageShortcutInput>,
    handler: Handler<MessageShortcutInput, Reply>,
  ): void;
  /** Every letter typed asks, so this does not count as something done; who may not do the act is offered nothing. */
  onSuggest(actionId: string | RegExp, act: Act, handler: (input: SuggestInput) => Promise<readonly Choice[]>): void;
}

const IncidentId = z.coerce.number().int().positive();

/** The doors of the house, with the gate before each. */
export function guardedDoors(ctx: Pick<Context, "ledger">, gate: Gate, hearing: Registrations): Doors {
  const guarded =
    <Input extends { userId: string }, Answer>(
      act: ActOf<Input>,
      incidentIn: (input: Input) => number | undefined,
      handler: Handler<Input, Answer>,
    ) =>
    async (input: Input): Promise<Answer | undefined> => {
      gate.count(input.userId);
      const incidentId = incidentIn(input);
      const incident = incidentId === undefined ? undefined : await answerableIncident(ctx, incidentId, input.userId);
      await gate.admit(input.userId, typeof act === "function" ? act(input, incident) : act, incident);
      return (await handler(input)) ?? undefined;
    };

  return {
    onEvent: (type, handler) => hearing.onEvent(type, handler),
    onCommand: (handler) =>
      hearing.onCommand(async (input): Promise<Reply | undefined> => {
        gate.count(input.userId);
        return (await handler(input)) ?? undefined;
      }),
    onClick: (actionId, act, handler) => hearing.onClick(actionId, guarded(act, clickedIncident, handler)),
    onSubmit: (callbackId, act, handler) => hearing.onSubmit(callbackId, guarded(act, sentIncident, handler)),
    onShortcut: (callbackId, act, handler) => hearing.onShortcut(callbackId, guarded(act, noIncident, handler)),
    onMessageShortcut: (callbackId, act, handler) =>
      hearing.onMessageShortcut(callbackId, guarded(act, noIncident, handler)),
    onSuggest: (actionId, act, handler) =>
      hearing.onSuggest(actionId, async (input) => {
        await gate.admit(input.userId, act, undefined);
        return handler(input);
      }),
  };
}

const noIncident = (): undefined => undefined;

/** The number stands first in the id of every button about an incident. */
function clickedIncident({ actionId }: ClickInput): number | undefined {
  return IncidentId.safeParse(partsOf(actionId)?.[1]).data;
}

/** A form carries its incident, or lets it be chosen in a field of that name. */
function sentIncident({ metadata, values }: SubmitInput): number | undefined {
  const carried = z.object({ incidentId: IncidentId }).safeParse(metadata).data?.incidentId;
  return carried ?? IncidentId.safeParse(values.incident).data;
}
