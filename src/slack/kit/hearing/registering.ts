import type { App } from "@slack/bolt";
import { option } from "../blocks/index.ts";
import { LIMITS } from "../limits.ts";
import type { Answering } from "./answering.ts";
import type { Registrations } from "./hearing.ts";
import { payloads } from "./payloads.ts";
import { content } from "./private-replies.ts";

/** Connects handlers with Bolt; each handler is known to Bolt by a listener that always acknowledges last. */
export function registrations(app: App, answering: Answering): Registrations {
  const taken = new Set<string>();
  const takeOnce = (kind: string, name: string | RegExp) => {
    const key = `${kind} ${name}`;
    if (taken.has(key)) throw new Error(`Two handlers for ${key}`);
    taken.add(key);
  };

  return {
    onEvent(type, handler) {
      app.event(type, async ({ body }) => handler(payloads.event.parse(body)));
    },

    onCommand(handler) {
      takeOnce("command", "/");
      app.command(/^\//, ({ ack, body }) =>
        answering.reply(body, payloads.command, handler, {
          carriesReply: true,
          acknowledge: (reply) => ack(reply && { response_type: "ephemeral", ...content(reply) }),
        }),
      );
    },

    onClick(actionId, handler) {
      takeOnce("click", actionId);
      app.action(actionId, ({ ack, body }) =>
        answering.reply(body, payloads.click, handler, { carriesReply: false, acknowledge: () => ack() }),
      );
    },

    onSubmit(callbackId, handler) {
      takeOnce("submit", callbackId);
      app.view({ callback_id: callbackId, type: "view_submission" }, ({ ack, body }) =>
        answering.submit(body, payloads.submit, handler, (response) => (response ? ack(response) : ack())),
      );
    },

    onShortcut(callbackId, handler) {
      takeOnce("shortcut", callbackId);
      app.shortcut({ callback_id: callbackId, type: "shortcut" }, ({ ack, body }) =>
        answering.reply(body, payloads.shortcut, handler, {
          carriesReply: false,
          acknowledge: () => ack(),
          surface: "home",
        }),
      );
    },

    onMessageShortcut(callbackId, handler) {
      takeOnce("message shortcut", callbackId);
      app.shortcut({ callback_id: callbackId, type: "message_action" }, ({ ack, body }) =>
        answering.reply(body, payloads.messageShortcut, handler, { carriesReply: false, acknowledge: () => ack() }),
      );
    },

    onSuggest(actionId, handler) {
      takeOnce("suggest", actionId);
      app.options(actionId, async ({ ack, body }) => {
        const choices = await answering.suggest(body, payloads.suggest, handler, []);
        await ack({ options: choices.slice(0, LIMITS.select.options).map(option) });
      });
    },
  };
}
