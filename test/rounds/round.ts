import { dice } from "../faults/dice.ts";
import type { House } from "./house.ts";
import { broken, type Done } from "./promises.ts";

const PEOPLE = ["dana", "sam", "kim", "priya"] as const;
/** The bot is killed at some moment of this stretch after the first act. */
const LONGEST_LIFE_MS = 400;
const PATIENCE_MS = 30_000;
/** What would be done twice would be done in this time. */
const QUIET_MS = 250;

/** Several people act at once, the bot is killed among it and started again; gives the promises that it broke. */
export async function playRound(house: House, seed: number): Promise<string[]> {
  const throwing = dice(seed, "round");
  const acts = Array.from({ length: throwing.between(3, 8) }, (_, index) => act(house, seed, index));
  const lives = house.sandbox.clock.sleep(throwing.between(0, LONGEST_LIFE_MS)).then(() => house.bot().kill());
  const done = (await Promise.all(acts)).filter((one) => one !== undefined);
  await lives;
  await house.wake();
  return settled(house, done);
}

/** Whoever acts waits a moment of their own first, so that the kill falls among commands, events, commits and calls. */
async function act({ sandbox }: House, seed: number, index: number): Promise<Done | undefined> {
  const throwing = dice(seed, `act ${index}`);
  const person = sandbox.person(throwing.pick(PEOPLE));
  const name = `${seed} ${index}`;
  const rooms = person.channels().filter((channel) => channel.startsWith("inc-"));
  const kind = rooms.length === 0 ? "declare" : throwing.pick(["declare", "note", "update", "say", "say"] as const);
  await sandbox.clock.sleep(throwing.between(0, LONGEST_LIFE_MS));
  if (kind === "declare") {
    const title = `Trouble ${name}`;
    const { ok } = await person.command("general", `/incident declare sev3 ${title}`);
    return { kind: "declared", title, isAcknowledged: ok };
  }
  const channel = throwing.pick(rooms);
  const text = `${kind} of ${name}.`;
  await person.join(channel);
  switch (kind) {
    case "note": {
      const { ok } = await person.command(channel, `/incident note ${text}`);
      return { kind: "noted", text, isAcknowledged: ok };
    }
    case "update": {
      const { ok } = await person.command(channel, `/incident update ${text}`);
      return { kind: "updated", channel, text, isAcknowledged: ok };
    }
    case "say": {
      const { ts } = await person.say(channel, text);
      return { kind: "said", channel, ts };
    }
  }
}

/** Waits until every promise holds, and then a while longer, for what is done twice is done late. */
async function settled(house: House, done: readonly Done[]): Promise<string[]> {
  const kept = () => house.sandbox.until(() => broken(house, done).length === 0, PATIENCE_MS).catch(() => {});
  await kept();
  await house.sandbox.clock.sleep(QUIET_MS);
  // What was done twice stays so; what merely began meanwhile comes to its end.
  await kept();
  return broken(house, done);
}
