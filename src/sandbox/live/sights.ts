import type { LoggedCall } from "../faults/call-log.ts";
import type { Workspace } from "../workspace/index.ts";
import type { Eyes } from "./eyes.ts";
import type { Request } from "./requests.ts";
import { shownCall } from "./shown.ts";
import type { ShownCall } from "./wire.ts";

/** What a person asks to see; undefined when they ask for something to be done. */
export function look(eyes: Eyes, asked: Request): object | undefined {
  switch (asked.act) {
    case "older":
      return eyes.page(asked.channelId, asked.most, asked.before);
    case "thread":
      return { messages: asked.ts === null ? [] : eyes.thread(asked.channelId, asked.ts) };
    case "message":
      return { message: eyes.message(asked.channelId, asked.ts) ?? null };
    case "pins": {
      const { pins } = eyes.room(asked.channelId);
      return { messages: pins.flatMap(({ ts }) => eyes.message(asked.channelId, ts) ?? []) };
    }
    case "file": {
      const { name, mimetype, content } = eyes.file(asked.fileId);
      return { name, mimetype, base64: Buffer.from(content).toString("base64") };
    }
    case "canvas":
      return eyes.canvas(asked.canvasId);
    default:
      return undefined;
  }
}

/** An exchange on the wire, with the names of those channels alone that the person may know. */
export function seenCall(call: LoggedCall, eyes: Eyes, { channels, people }: Workspace): ShownCall {
  const channelShown = (named: string): string | undefined => {
    const channel = channels.find(named) ?? channels.named(named);
    // A channel that is gone may have been private.
    if (!channel || !eyes.maySee(channel.id)) return undefined;
    return channel.name === "" ? "direct message" : `#${channel.name}`;
  };
  return shownCall(call, channelShown, { people });
}
