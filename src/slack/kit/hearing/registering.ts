import { option } from "../blocks/index.ts";
import { LIMITS } from "../limits.ts";
import type { Answering } from "./answering.ts";
import type { EventInput, Registrations } from "./hearing.ts";
import { type Asked, payloads } from "./payloads.ts";
import { content } from "./private-replies.ts";

/** Acknowledges a request; what is given is Slack's answer to the person. */
export type Acknowledge = (response?: unknown) => Promise<void>;

type Listener = (body: unknown, ack: Acknowledge) => Promise<void>;
type EventListener = (input: EventInput) => Promise<void>;

/** Finds who listens to a request. One look at a table: a Bolt app asks every one of its listeners about each request. */
export interface Switchboard {
  readonly registrations: Registrations;
  /** Resolves when everybody who listens to this event has taken it; rejects when one could not. */
  hear(input: EventInput): Promise<void>;
  /** Who listens to what is asked for, or undefined. */
  listener(asked: Asked): Listener | undefined;
}

type Named = { readonly name: string | RegExp; readonly listener: Listener };

/** Every listener answers its request and acknowledges last. */
export function createSwitchboard(answering: Answering): Switchboard {
  const events = new Map<string, EventListener[]>();
  const tables: Readonly<Record<Asked["kind"], Named[]>> = {
    command: [],
    click: [],
    submit: [],
    shortcut: [],
    messageShortcut: [],
    suggest: [],
  };
  const listen = (kind: Asked["kind"], name: string | RegExp, listener: Listener) => {
    if (tables[kind].some((known) => String(known.name) === String(name))) {
      throw new Error(`Two handlers for ${kind} ${name}`);
    }
    tables[kind].push({ name, listener });
  };

  return {
    async hear(input) {
      const told = await Promise.allSettled((events.get(input.event.type) ?? []).map((listener) => listener(input)));
      const failed = told.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },

    listener: ({ kind, name }) =>
      tables[kind].find((known) => (typeof known.name === "string" ? known.name === name : known.name.test(name)))
        ?.listener,

    registrations: {
      onEvent(type, handler) {
        events.set(type, [...(events.get(type) ?? []), handler]);
      },

      onCommand(handler) {
        listen("command", /^\//, (body, ack) =>
          answering.reply(body, payloads.command, handler, {
            carriesReply: true,
            acknowledge: (reply) => ack(reply && { response_type: "ephemeral", ...content(reply) }),
          }),
        );
      },

      onClick(actionId, handler) {
        listen("click", actionId, (body, ack) =>
          answering.reply(body, payloads.click, handler, { carriesReply: false, acknowledge: () => ack() }),
        );
      },

      onSubmit(callbackId, handler) {
        listen("submit", callbackId, (body, ack) =>
          answering.submit(body, payloads.submit, handler, (response) => (response ? ack(response) : ack())),
        );
      },

      onShortcut(callbackId, handler) {
        listen("shortcut", callbackId, (body, ack) =>
          answering.reply(body, payloads.shortcut, handler, {
            carriesReply: false,
            acknowledge: () => ack(),
            surface: "home",
          }),
        );
      },

      onMessageShortcut(callbackId, handler) {
        listen("messageShortcut", callbackId, (body, ack) =>
          answering.reply(body, payloads.messageShortcut, handler, { carriesReply: false, acknowledge: () => ack() }),
        );
      },

      onSuggest(actionId, handler) {
        listen("suggest", actionId, async (body, ack) => {
          const choices = await answering.suggest(body, payloads.suggest, handler, []);
          await ack({ options: choices.slice(0, LIMITS.select.options).map(option) });
        });
      },
    },
  };
}
