import { InvalidInputError } from "../../lib/errors.ts";
import type { VirtualClock } from "../../lib/virtual-clock.ts";
import type { Bot } from "../../main.ts";
import type { Person, Sandbox, SeenMessage } from "../../sandbox/index.ts";
import type { Scenario, Step } from "./scenario.ts";

/** Moves the scene's time on, at whatever speed it is watched. */
export type Pace = (ms: number) => Promise<void>;

export interface PerformanceParts {
  readonly scenario: Scenario;
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly clock: VirtualClock;
  readonly pace: Pace;
  readonly settle: () => Promise<void>;
  onStep?(step: Step, index: number): void;
}

/** Plays a scenario: every act goes through the sandbox to the bot as a person's would. */
export async function perform(parts: PerformanceParts): Promise<void> {
  const { scenario, clock, pace, settle } = parts;
  const named = new Map<string, Pick<SeenMessage, "channelId" | "ts">>();
  for (const [index, step] of scenario.steps.entries()) {
    await pace(Math.max(0, scenario.start + step.atMs - clock.now()));
    await act(step, parts, named).catch((error: unknown) => {
      throw new InvalidInputError(`${describe(step)}: ${error instanceof Error ? error.message : String(error)}`);
    });
    await settle();
    await putAway(parts.sandbox.person(step.who));
    parts.onStep?.(step, index);
  }
  await pace(Math.max(0, scenario.start + scenario.length - clock.now()));
}

/** A form that only tells something is closed once it was read. */
async function putAway(person: Person): Promise<void> {
  const top = person.modals().at(-1);
  if (top && top.submit === undefined && top.buttons.length === 0) await person.closeModal({ all: true });
}

type Named = Map<string, Pick<SeenMessage, "channelId" | "ts">>;

async function act(step: Step, parts: PerformanceParts, named: Named): Promise<void> {
  const person = parts.sandbox.person(step.who);
  const place = () => placeOf(step.where, parts.bot);
  const message = (name: string | undefined) => known(name, named, person);
  switch (step.name) {
    case "say": {
      const thread = step.thread === undefined ? {} : { thread: message(step.thread) };
      const said = await person.say(await place(), String(step.value), thread);
      if (step.as) named.set(step.as, said);
      return;
    }
    case "command":
      return refuseFailure(await person.command(await place(), String(step.value)));
    case "click":
      return refuseFailure(await person.click(whereIs(person, await place(), String(step.value)), String(step.value)));
    case "submit": {
      const result = await person.submit(Object(step.value));
      const errors = Object.entries(result.errors).map(([label, text]) => `${label}: ${text}`);
      if (errors.length > 0) throw new InvalidInputError(errors.join("; "));
      return refuseFailure(result);
    }
    case "join":
      return person.join(await placeOf(String(step.value), parts.bot));
    case "invite":
      return person.invite(await place(), Array.isArray(step.value) ? step.value.map(String) : []);
    case "react":
      return person.react(message(step.to), String(step.value));
    case "unreact":
      return person.unreact(message(step.to), String(step.value));
    case "edit":
      await person.edit(message(step.to), String(step.value));
      return;
    case "delete":
      return person.delete(message(String(step.value)));
    default:
      throw new InvalidInputError("nobody knows how to do that");
  }
}

/** "incident" is the channel of the newest incident, whatever it is called. */
async function placeOf(where: string, bot: Bot): Promise<string> {
  if (where !== "incident") return where;
  const [newest] = await bot.store.listIncidents({ limit: 1 });
  if (!newest?.channelId)
    throw new InvalidInputError("The scenario speaks of the incident's channel before there is one.");
  return newest.channelId;
}

function known(name: string | undefined, named: Named, person: Person): SeenMessage {
  const place = name === undefined ? undefined : named.get(name);
  const seen = place && person.see(place);
  if (!seen) throw new InvalidInputError(`no message is called "${name}"`);
  return seen;
}

/** In the open form, if it has the button, else on the newest message that has it. */
function whereIs(person: Person, channel: string, button: string): SeenMessage | "modal" {
  const isInForm = person.modals().at(-1)?.buttons.includes(button) ?? false;
  return isInForm ? "modal" : newestWith(person, channel, button);
}

function newestWith(person: Person, channel: string, button: string): SeenMessage {
  const seen = [...person.sees(channel), ...person.dm()].flatMap((message) => [message, ...message.thread]);
  const fitting = seen.filter(({ buttons }) => buttons.includes(button)).sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const newest = fitting.at(-1);
  if (!newest) throw new InvalidInputError(`${person.name} sees no button "${button}".`);
  return newest;
}

function refuseFailure(result: { ok: boolean; error?: string; notice?: string }): void {
  if (!result.ok) throw new InvalidInputError(result.notice ?? result.error ?? "the bot did not answer");
}

const describe = (step: Step): string => `at ${step.atMs / 60_000} min, ${step.who} (${step.name})`;
