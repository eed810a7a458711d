import { z } from "zod";
import type { Person, Where } from "../person/person.ts";
import type { SeenMessage } from "../person/seen.ts";

const MessageRef = z.object({ channel: z.string(), ts: z.string() });
const WhereRef = z.union([z.literal("modal"), z.literal("home"), MessageRef]);
const FieldValueRef = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const Values = z.record(z.string(), FieldValueRef);
const Channel = z.object({ channel: z.string() });
const OnMessage = z.object({ message: MessageRef });
const Marking = OnMessage.extend({ emoji: z.string() });

/** Something that a person does: the shape of the request, and the doing. */
interface Act {
  run(person: Person, input: unknown): Promise<unknown>;
}

function act<Shape extends z.ZodType>(
  shape: Shape,
  deed: (person: Person, input: z.infer<Shape>) => Promise<unknown>,
): Act {
  return { run: (person, input) => deed(person, shape.parse(input)) };
}

/** The acts of `POST /control/people/<name>/<act>`. */
export const ACTS: Readonly<Record<string, Act>> = {
  command: act(Channel.extend({ text: z.string() }), (person, { channel, text }) => person.command(channel, text)),
  shortcut: act(z.object({ name: z.string() }), (person, { name }) => person.shortcut(name)),
  "message-shortcut": act(OnMessage.extend({ name: z.string() }), (person, { message, name }) =>
    person.messageShortcut(found(person, message), name),
  ),
  click: act(z.object({ on: WhereRef, label: z.string(), nth: z.number().int().optional() }), (person, input) =>
    person.click(where(person, input.on), input.label, input.nth),
  ),
  choose: act(z.object({ on: WhereRef, label: z.string(), value: FieldValueRef }), (person, input) =>
    person.choose(where(person, input.on), input.label, input.value),
  ),
  suggestions: act(z.object({ on: WhereRef, label: z.string(), query: z.string() }), (person, input) =>
    person.suggestions(where(person, input.on), input.label, input.query),
  ),
  fill: act(z.object({ values: Values }), async (person, { values }) => {
    await person.fill(values);
    return { view: person.modal() };
  }),
  submit: act(z.object({ values: Values.optional() }), (person, { values }) => person.submit(values)),
  "close-modal": act(z.object({ all: z.boolean().optional() }), (person, options) => person.closeModal(options)),
  "open-home": act(z.object({ tab: z.enum(["home", "messages"]).optional() }), (person, { tab }) =>
    person.openHome(tab),
  ),
  say: act(Channel.extend({ text: z.string(), thread: z.string().optional() }), async (person, input) => ({
    message: await person.say(input.channel, input.text, input.thread === undefined ? {} : { thread: input.thread }),
  })),
  edit: act(OnMessage.extend({ text: z.string() }), async (person, { message, text }) => ({
    message: await person.edit(found(person, message), text),
  })),
  delete: act(OnMessage, (person, { message }) => person.delete(found(person, message))),
  dismiss: act(OnMessage, async (person, { message }) => person.dismiss(found(person, message))),
  react: act(Marking, (person, { message, emoji }) => person.react(found(person, message), emoji)),
  unreact: act(Marking, (person, { message, emoji }) => person.unreact(found(person, message), emoji)),
  pin: act(OnMessage, (person, { message }) => person.pin(found(person, message))),
  unpin: act(OnMessage, (person, { message }) => person.unpin(found(person, message))),
  upload: act(
    Channel.extend({
      name: z.string(),
      content: z.string(),
      title: z.string().optional(),
      text: z.string().optional(),
    }),
    async (person, { channel, ...file }) => ({ message: await person.upload(channel, file) }),
  ),
  "create-channel": act(z.object({ name: z.string(), private: z.boolean().optional() }), async (person, input) => {
    const { id } = await person.createChannel(input.name, { private: input.private ?? false });
    return { id };
  }),
  join: act(Channel, (person, { channel }) => person.join(channel)),
  leave: act(Channel, (person, { channel }) => person.leave(channel)),
  invite: act(Channel.extend({ people: z.array(z.string()) }), (person, input) =>
    person.invite(input.channel, input.people),
  ),
  kick: act(Channel.extend({ person: z.string() }), (person, input) => person.kick(input.channel, input.person)),
  rename: act(Channel.extend({ name: z.string() }), (person, { channel, name }) => person.rename(channel, name)),
  "set-topic": act(Channel.extend({ topic: z.string() }), (person, input) =>
    person.setTopic(input.channel, input.topic),
  ),
  archive: act(Channel, (person, { channel }) => person.archive(channel)),
  unarchive: act(Channel, (person, { channel }) => person.unarchive(channel)),
  "delete-channel": act(Channel, (person, { channel }) => person.deleteChannel(channel)),
};

/** What `GET /control/people/<name>/<what>` shows. */
export const SIGHTS: Readonly<Record<string, (person: Person, query: URLSearchParams) => unknown>> = {
  channels: (person) => ({ channels: person.channels() }),
  messages: (person, query) => ({ messages: person.sees(query.get("channel") ?? "") }),
  dm: (person) => ({ messages: person.dm() }),
  modal: (person) => ({ modals: person.modals() }),
  home: (person) => ({ home: person.home() }),
  notices: (person) => ({ notices: person.notices() }),
};

function found(person: Person, ref: z.infer<typeof MessageRef>): SeenMessage {
  const all = person.sees(ref.channel).flatMap((message) => [message, ...message.thread]);
  const message = all.find(({ ts }) => ts === ref.ts);
  if (!message) throw new Error(`${person.name} sees no message ${ref.ts} in ${ref.channel}`);
  return message;
}

const where = (person: Person, ref: z.infer<typeof WhereRef>): Where =>
  typeof ref === "string" ? ref : found(person, ref);
