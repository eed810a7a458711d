import type { ActResult } from "../delivery/desk.ts";
import { type Element, elementsOf } from "../delivery/elements.ts";
import type { EventSender } from "../delivery/events.ts";
import type { Interactions } from "../delivery/interactions.ts";
import type { Json } from "../delivery/json.ts";
import type { Notice } from "../delivery/notices.ts";
import type { Surface } from "../delivery/surface.ts";
import type { Block, User, Workspace } from "../workspace/index.ts";
import { type FieldValue, fieldValue } from "./field-value.ts";
import { Participant } from "./participant.ts";
import { findField, type Label, optionText, pickButton, pickField } from "./pick.ts";
import type { SeenMessage, SeenView } from "./seen.ts";

export type FormValues = Readonly<Record<string, FieldValue>>;

/** Where something is pressed: a message, an open form, the form on top or the home tab. */
export type Where = SeenMessage | SeenView | "modal" | "home";

export interface CommandResult extends ActResult {
  /** What only this person saw by the time of the acknowledgement. */
  readonly ephemeral: readonly SeenMessage[];
}

export interface FormResult extends ActResult {
  /** Sentences under fields, by label. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface PersonOptions {
  readonly workspace: Workspace;
  readonly interactions: Interactions;
  readonly events: EventSender;
  /** Waits, in wall time, until a condition holds. */
  readonly until: (claim: () => boolean, patienceMs: number) => Promise<void>;
}

/** Acts and looks as one person of the workspace; every act waits until the app acknowledged it or failed to. */
export class Person extends Participant {
  readonly #interactions: Interactions;
  readonly #until: PersonOptions["until"];

  constructor(user: User, options: PersonOptions) {
    super(user, options.workspace, options.events);
    this.#interactions = options.interactions;
    this.#until = options.until;
  }

  /** Types a slash command in a channel. */
  async command(channel: string, text: string): Promise<CommandResult> {
    const { id } = this.channel(channel);
    const known = new Set(this.workspace.ephemerals.seenBy(this.id, id).map(({ ts }) => ts));
    const result = await this.#interactions.command(this.id, id, text);
    return { ...result, ephemeral: this.ephemerals(id, ({ ts }) => !known.has(ts)) };
  }

  /** Starts a global shortcut, by name or callback id. */
  shortcut(nameOrId: string): Promise<ActResult> {
    return this.#interactions.shortcut(this.id, nameOrId);
  }

  /** Starts a shortcut on a message, by name or callback id. */
  messageShortcut(message: SeenMessage, nameOrId: string): Promise<ActResult> {
    return this.#interactions.messageShortcut(this.id, message.channelId, message.ts, nameOrId);
  }

  /** Presses a button, or an option of an overflow menu; a question before it is answered with yes. */
  click(where: Where, label: Label, nth = 0): Promise<ActResult> {
    const { surface, blocks } = this.#surface(where);
    const { element, value } = pickButton(elementsOf(blocks), label, nth);
    return this.#interactions.act(this.id, surface, element, value);
  }

  /** Sets a field at once, as in a select of a message or of the home tab; the app hears of it. */
  async choose(where: Where, label: Label, value: FieldValue): Promise<ActResult> {
    const { surface, blocks } = this.#surface(where);
    const field = pickField(elementsOf(blocks), label);
    const held = await this.#value(surface, field, value);
    return this.#interactions.act(this.id, surface, field, held);
  }

  /** The options that the app offers in an external select for what was typed. */
  async suggestions(where: Where, label: Label, query: string): Promise<ActResult & { options: readonly string[] }> {
    const { surface, blocks } = this.#surface(where);
    const field = pickField(elementsOf(blocks), label);
    const result = await this.#interactions.options(this.id, surface, field, query);
    return { ...result, options: result.options.map(optionText) };
  }

  /** Fills fields of the form on top, by label, in order; after one that tells the app, the next may still have to appear. */
  async fill(values: FormValues): Promise<void> {
    const elements = () => elementsOf(this.modal().blocks);
    let mayAppear = false;
    for (const [label, value] of Object.entries(values)) {
      if (mayAppear) await this.#until(() => findField(elements(), label) !== undefined, APPEARS_MS).catch(() => {});
      const field = pickField(elements(), label);
      await this.#enter(this.#surface("modal").surface, field, value);
      mayAppear ||= tellsApp(field);
    }
  }

  /** Fills the form on top and sends it. */
  async submit(values: FormValues = {}): Promise<FormResult> {
    await this.fill(values);
    const view = this.modal();
    const result = await this.#interactions.forms.submit(this.id, view.id);
    return { ...result, errors: byLabel(result.errors, view.blocks) };
  }

  /** Closes the form on top (or all of them). */
  closeModal(options: { all?: boolean } = {}): Promise<ActResult> {
    return this.#interactions.forms.close(this.id, this.modal().id, options.all ?? false);
  }

  /** What Slack told the person about an app that did not do its part. */
  notices(): Notice[] {
    return this.#interactions.notices(this.id);
  }

  async #enter(surface: Surface, field: Element, value: FieldValue): Promise<void> {
    const held = await this.#value(surface, field, value);
    if (tellsApp(field)) {
      await this.#interactions.act(this.id, surface, field, held);
      return;
    }
    if (surface.kind !== "view") return;
    const { views } = this.workspace;
    views.setState(surface.viewId, field.blockId, field.actionId, { type: field.type, ...held });
  }

  #value(surface: Surface, field: Element, value: FieldValue): Promise<Json> {
    const options = async (element: Element, query: string) => {
      const result = await this.#interactions.options(this.id, surface, element, query);
      return result.options;
    };
    return fieldValue(field, value, { workspace: this.workspace, options });
  }

  #surface(where: Where): { surface: Surface; blocks: readonly Block[] } {
    if (where === "modal") return this.#surface(this.modal());
    if (where === "home") return this.#surface(this.home());
    if ("kind" in where) {
      const view = this.workspace.views.find(where.id);
      if (!view) throw new Error(`"${where.title}" is no longer open`);
      return { surface: { kind: "view", viewId: view.id }, blocks: view.payload.blocks };
    }
    const { channelId, ts } = where;
    const now = this.see(where);
    if (!now) throw new Error(`${this.name} no longer sees that message`);
    return { surface: { kind: where.ephemeral ? "ephemeral" : "message", channelId, ts }, blocks: now.blocks };
  }
}

/** Wall time for a field to appear after the app heard of another. */
const APPEARS_MS = 1000;

const TEXT_INPUTS = new Set(["plain_text_input", "number_input", "email_text_input", "url_text_input"]);

/** Whether filling the field sends `block_actions`; text fields do so on each character only when they ask for it. */
function tellsApp({ block, element, type, isInput }: Element): boolean {
  if (!isInput) return true;
  if (block.dispatch_action !== true) return false;
  if (!TEXT_INPUTS.has(type)) return true;
  return JSON.stringify(element.dispatch_action_config ?? {}).includes("on_character_entered");
}

function byLabel(errors: Readonly<Record<string, string>>, blocks: readonly Block[]): Record<string, string> {
  const labels = new Map(elementsOf(blocks).map(({ blockId, labels: [label] }) => [blockId, label ?? blockId]));
  return Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [labels.get(blockId) ?? blockId, text]));
}
