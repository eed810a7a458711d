import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import type { Person, SeenMessage } from "../../../src/sandbox/index.ts";
import type { World } from "../../support/world.ts";

export const ROOM = "inc-1-checkout-errors";
export const INCIDENTS = "incidents";

export const policyWith = (part: Partial<Policy>): Policy => ({ ...shippedPolicy(), ...part });

/** Dana declares by one line, and everything that follows at once has happened. */
export async function declare(world: World, words: string): Promise<Person> {
  const dana = world.person("dana");
  await dana.command("general", `/incident declare ${words}`);
  await world.settle();
  return dana;
}

/** The message that must be there. */
export function there(message: SeenMessage | undefined): SeenMessage {
  if (!message) throw new Error("there is no such message");
  return message;
}

/** What the bot posted in a channel for everyone, oldest first, without Slack's own lines. */
export const roomPosts = (person: Person, channel = ROOM): SeenMessage[] =>
  person
    .sees(channel)
    .filter(({ fromApp, ephemeral, subtype, metadata }) => fromApp && !ephemeral && !subtype && metadata !== undefined);
