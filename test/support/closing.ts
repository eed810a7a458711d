import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import type { Person, Sandbox } from "../../src/sandbox/index.ts";
import { incidentNow, last, posts, ROOM, whispers } from "./telling.ts";
import { startWorld, type World } from "./world.ts";

/** What the form that resolves asks to be confirmed. */
export const VERIFIED = { "Service restored": true, "Metrics normal": true, "Users confirm": true };

const shipped = shippedPolicy();

/** The shipped policy with another rule for closing. */
export const closing = (rule: Partial<Policy["approvals"]["close"]>): Policy => ({
  ...shipped,
  approvals: { ...shipped.approvals, close: { ...shipped.approvals.close, ...rule } },
});

export interface Cast {
  readonly world: World;
  readonly dana: Person;
  readonly kim: Person;
  readonly sam: Person;
}

/** Dana declared it, Kim leads, Sam helps, and it is resolved. */
export async function over(
  words = "sev3 Checkout errors",
  policy?: Policy | ((sandbox: Sandbox) => Policy),
): Promise<Cast> {
  const world = await startWorld(policy ? { policy } : {});
  const [dana, kim, sam] = ["dana", "kim", "sam"].map(world.person);
  if (!dana || !kim || !sam) throw new Error("nobody is there");
  await dana.command("general", `/incident declare ${words}`);
  await world.settle();
  if (words.includes("--private")) await dana.invite(ROOM, ["kim", "sam"]);
  else for (const person of [kim, sam]) await person.join(ROOM);
  await world.settle();
  await kim.command(ROOM, "/incident role commander");
  await kim.command(ROOM, "/incident resolve rolled back");
  await kim.submit(VERIFIED);
  await world.settle();
  return { world, dana, kim, sam };
}

/** Where closing was asked for: in the channel, and by direct message. */
export const asks = (person: Person) => posts(person).filter(({ plain }) => plain.includes("Close #1"));
export const inPerson = (person: Person) => person.dm().filter(({ plain }) => plain.includes("Close #1"));

export const isClosed = async (world: World) => (await incidentNow(world)).facts.isClosed;

/** Types `/incident close` and what follows at once; gives the answer. */
export async function close(world: World, person: Person): Promise<string> {
  await person.command(ROOM, "/incident close");
  await world.settle();
  return last(whispers(person)).plain;
}
