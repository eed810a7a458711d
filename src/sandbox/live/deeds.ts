import { type Element, elementsOf } from "../delivery/elements.ts";
import { isJson, listOf, textOf } from "../delivery/json.ts";
import { typedMessage } from "../delivery/typed-text.ts";
import { type Block, SlackError } from "../workspace/index.ts";
import type { Eyes } from "./eyes.ts";
import type { Shared } from "./parts.ts";
import type { Entered, Request, SurfaceRef } from "./requests.ts";

type Deeds = { [Act in Request["act"]]?: (eyes: Eyes, asked: Extract<Request, { act: Act }>) => unknown };

/** What a person does in the page, by name of the act; looking is the viewer's own. */
export function deedsOf(shared: Shared): Deeds {
  const { workspace, act } = shared;
  const { messages, members, channels, reactions, pins, ephemerals, files } = workspace;
  return {
    say: (eyes, { channelId, text, threadTs }) => {
      const content = { channelId, userId: eyes.id, text: typedMessage(workspace, text) };
      return act(() => messages.post(threadTs === undefined ? content : { ...content, threadTs })).then(nothing);
    },
    edit: (eyes, { channelId, ts, text }) =>
      act(() => messages.edit(eyes.id, channelId, ts, { text: typedMessage(workspace, text) })).then(nothing),
    delete: (eyes, { channelId, ts }) => act(() => messages.delete(eyes.id, channelId, ts)),
    dismiss: (eyes, { ts }) => {
      if (ephemerals.find(ts)?.to !== eyes.id) throw new SlackError("message_not_found");
      ephemerals.remove(ts);
    },
    react: (eyes, { channelId, ts, emoji, on }) =>
      act(() => (on ? reactions.add(eyes.id, channelId, ts, emoji) : reactions.remove(eyes.id, channelId, ts, emoji))),
    pin: (eyes, { channelId, ts, on }) =>
      act(() => (on ? pins.add(eyes.id, channelId, ts) : pins.remove(eyes.id, channelId, ts))),
    upload: (eyes, { channelId, name, base64, text, threadTs }) => {
      const content = Buffer.from(base64, "base64");
      const file = { by: eyes.id, channelId, name, content, text: typedMessage(workspace, text) };
      return act(() => files.upload(threadTs === undefined ? file : { ...file, threadTs })).then(nothing);
    },
    join: (eyes, { channelId }) => act(() => members.join(eyes.id, channelId)).then(nothing),
    leave: (eyes, { channelId }) => act(() => members.leave(eyes.id, channelId)).then(nothing),
    invite: (eyes, { channelId, userIds }) => act(() => members.invite(eyes.id, channelId, userIds)).then(nothing),
    topic: (eyes, { channelId, topic }) => act(() => channels.setTopic(eyes.id, channelId, topic)).then(nothing),
    create: async (eyes, { name, isPrivate }) => {
      const { id } = await act(() => channels.create(eyes.id, name, { private: isPrivate }));
      return { channelId: id };
    },
    archive: (eyes, { channelId, on }) =>
      act(() => (on ? channels.archive(eyes.id, channelId) : channels.unarchive(eyes.id, channelId))),
    direct: (eyes, { userId }) => ({ channelId: channels.openDirect(eyes.id, [userId]).channel.id }),
    ...appDeeds(shared),
    ...stageDeeds(shared),
  };
}

function appDeeds({ workspace, interactions, act }: Shared): Deeds {
  const { views } = workspace;
  const enter = (eyes: Eyes, viewId: string, entered: Entered): void => {
    const view = ownView(eyes, viewId, workspace);
    const fields = elementsOf(view.payload.blocks);
    for (const { blockId, actionId, type } of fields) {
      const value = entered[blockId]?.[actionId];
      if (value) views.setState(viewId, blockId, actionId, { ...value, type });
    }
  };
  return {
    command: (eyes, { channelId, text }) => interactions.command(eyes.id, channelId, text),
    shortcut: (eyes, { callbackId }) => interactions.shortcut(eyes.id, callbackId),
    messageShortcut: (eyes, { channelId, ts, callbackId }) => {
      eyes.room(channelId);
      return interactions.messageShortcut(eyes.id, channelId, ts, callbackId);
    },
    press: (eyes, { surface, blockId, actionId, value, entered }) => {
      if (surface.kind === "view" && entered) enter(eyes, surface.viewId, entered);
      return interactions.act(eyes.id, surface, elementAt(eyes, surface, blockId, actionId, workspace), value);
    },
    suggest: (eyes, { surface, blockId, actionId, query }) =>
      interactions.options(eyes.id, surface, elementAt(eyes, surface, blockId, actionId, workspace), query),
    submit: (eyes, { viewId, entered }) => {
      enter(eyes, viewId, entered);
      return interactions.forms.submit(eyes.id, viewId);
    },
    close: (eyes, { viewId, all }) => {
      ownView(eyes, viewId, workspace);
      return interactions.forms.close(eyes.id, viewId, all);
    },
    home: (eyes) => act(() => workspace.openHome(eyes.id, "home")),
  };
}

function stageDeeds({ faults, switches, director, onFaults }: Shared): Deeds {
  const directed = () => {
    const found = director();
    if (!found) throw new Error("Nobody directs here: scenarios and the app's switch come with `npm run demo`.");
    return found;
  };
  return {
    fault: (_eyes, { name, on }) => {
      switches.set(name, on);
      onFaults();
    },
    sockets: (_eyes, { how }) => {
      if (how === "drop") faults.dropSockets();
      else void faults.refreshSockets();
    },
    outage: async (_eyes, { ms }) => {
      await faults.down({ ms, how: "reset" });
    },
    app: (_eyes, { on }) => (on ? directed().startApp() : directed().stopApp()),
    play: (_eyes, { scenario }) => directed().play(scenario),
    pause: () => directed().pause(),
    resume: () => directed().resume(),
    stop: () => directed().stop(),
    speed: (_eyes, { speed }) => directed().setSpeed(speed),
    skip: (_eyes, { ms }) => directed().skip(ms),
  };
}

const nothing = (): undefined => undefined;

function ownView(eyes: Eyes, viewId: string, { views }: Shared["workspace"]) {
  const view = views.find(viewId);
  if (view?.userId !== eyes.id) throw new SlackError("not_found");
  return view;
}

function elementAt(
  eyes: Eyes,
  surface: SurfaceRef,
  blockId: string,
  actionId: string,
  workspace: Shared["workspace"],
): Element {
  const elements = elementsOf(blocksAt(eyes, surface, workspace));
  const element = elements.find((each) => each.blockId === blockId && each.actionId === actionId);
  if (!element) throw new Error("That has changed meanwhile: look again.");
  return element;
}

function blocksAt(eyes: Eyes, surface: SurfaceRef, workspace: Shared["workspace"]): readonly Block[] {
  if (surface.kind === "view") return ownView(eyes, surface.viewId, workspace).payload.blocks;
  const { blocks = [], attachments = [] } = eyes.message(surface.channelId, surface.ts) ?? {};
  return [...blocks, ...attachments.flatMap((attachment) => listOf(attachment.blocks).filter(isBlock))];
}

const isBlock = (value: unknown): value is Block => isJson(value) && textOf(value.type) !== "";
