import type { Person, SeenMessage } from "../../src/sandbox/index.ts";
import type { World } from "./world.ts";

export const INCIDENTS = "incidents";

/** The channel of "Checkout errors" when it is the first incident. */
export const ROOM = "inc-1-checkout-errors";

/** Dana declares by one line, and everything that follows at once has happened. */
export async function declare(world: World, words = "sev1 Checkout errors"): Promise<Person> {
  const dana = world.person("dana");
  await dana.command("general", `/incident declare ${words}`);
  await world.settle();
  return dana;
}

/** Types a command and gives what only the person was answered. */
export async function asks(world: World, person: Person, text: string, channel = ROOM): Promise<string> {
  const { ephemeral } = await person.command(channel, text);
  await world.settle();
  return ephemeral.map(({ plain }) => plain).join("\n");
}

/** What the bot posted for everyone, oldest first. */
export const posts = (person: Person, channel = ROOM): SeenMessage[] =>
  person.sees(channel).filter(({ fromApp, ephemeral, subtype }) => fromApp && !ephemeral && !subtype);

/** The private answers to a person in a channel, oldest first. */
export const whispers = (person: Person, channel = ROOM): SeenMessage[] =>
  person.sees(channel).filter(({ ephemeral }) => ephemeral);

export function last(messages: readonly SeenMessage[]): SeenMessage {
  const message = messages.at(-1);
  if (!message) throw new Error("there is no message");
  return message;
}

/** The pinned summary as it reads now. */
export const card = (person: Person, channel = ROOM): SeenMessage =>
  last(posts(person, channel).filter(({ pinned }) => pinned));

/** The announcement of the latest incident as it reads now. */
export const announcement = (person: Person): SeenMessage => last(posts(person, INCIDENTS));

export const incidentNow = (world: World, id = 1) => world.bot().ctx.ledger.incident(id);
