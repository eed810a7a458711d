import type { EntryRow } from "../../src/db/rows.ts";
import type { ActResult, Person, SeenMessage } from "../../src/sandbox/index.ts";
import { type Act, HOUR, SECOND } from "./day.ts";
import type { Stage } from "./stage.ts";

/** After a failure people look, wait a little and try again. */
const TRY_AGAIN_MS = 20 * SECOND;
const LOOK_AGAIN_MS = 5 * SECOND;
const PATIENCE_MS = 3 * HOUR;

const NOT_DONE = /try again|went wrong/i;

/** Does what the people of the day do, as persistently as people are. */
export class Acting {
  readonly #stage: Stage;
  readonly #said = new Map<string, SeenMessage>();
  /** What could not be done, because by the wrong clock of the machine it was over. */
  readonly left: Act[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Does one act, again and again until it is done; gives by how much it came too late. */
  async do(act: Act): Promise<number> {
    const stage = this.#stage;
    const startedAt = stage.now;
    stage.trace(`${act.by} ${actLine(act)}`);
    const isOver = () => stage.now - startedAt > PATIENCE_MS;
    if (act.kind === "say" && this.#isArchived(act.n)) return this.#giveUp(act, "found the channel archived");
    while (!this.#isPossible(act)) {
      if (await this.#isOverBy(act)) return stage.now - act.at;
      if (isOver()) return this.#giveUp(act, "never could");
      await stage.pass(LOOK_AGAIN_MS);
    }
    while (!(await this.#tried(act))) {
      stage.trace(`${act.by} was not served`);
      if (isOver()) return this.#giveUp(act, "was never served");
      await stage.pass(TRY_AGAIN_MS);
      if (await this.#isOnRecord(act)) break;
    }
    return stage.now - act.at;
  }

  #giveUp(act: Act, how: string): number {
    // By a wrong clock another person is on call and asked, and what has its time is over before it.
    const isOfClock = (act.kind === "press" || act.kind === "say") && this.#stage.options.mayJump;
    if (isOfClock) this.left.push(act);
    else this.#stage.troubles.push(`${act.by} ${how}: ${actLine(act)}`);
    return PATIENCE_MS;
  }

  #isPossible(act: Act): boolean {
    if (act.kind === "declare") return true;
    if (act.kind === "press") return this.#pressable(act) !== undefined;
    if (act.n === 0) return true;
    const room = this.#room(act.n);
    if (room === undefined) return false;
    if (act.kind === "approve") return this.#request(act, room) !== undefined;
    return act.kind !== "claim" || this.#offer(act, room) !== undefined;
  }

  /** One attempt; true when the person believes that it is done. */
  async #tried(act: Act): Promise<boolean> {
    const stage = this.#stage;
    const person = stage.person(act.by);
    const room = this.#room(act.n) ?? "general";
    switch (act.kind) {
      case "declare":
        return act.how === "form"
          ? this.#declaredByForm(act, person)
          : this.#commanded(person, "general", declareLine(act));
      case "command":
        return this.#commanded(
          person,
          person.members(room).includes(act.by) ? room : "general",
          act.n === 0 ? `/incident ${act.words}` : `/incident #${act.n} ${act.words}`,
        );
      case "press":
        return this.#pressedAnd(act, person);
      case "notify":
        return this.#filled(person, room, `/incident #${act.n} notify customers`, {
          has: "Text",
          values: { Headline: "Problems with paying", Text: act.text },
        });
      case "swap":
        return this.#swapped(act, person, room);
      case "claim":
        return this.#claimed(act, person, room);
      case "resolve":
        return this.#resolved(act, person, room);
      case "close":
        return this.#closed(act, person, room);
      case "approve":
        return this.#pressed(person, room, this.#request(act, room), "Approve");
      case "join":
        if (!person.members(room).includes(act.by)) await stage.until(person.join(room));
        return true;
      case "say": {
        const thread = act.to === undefined ? undefined : this.#said.get(act.to);
        this.#said.set(act.id, await stage.until(person.say(room, act.text, thread && { thread })));
        return true;
      }
      case "edit":
        await stage.until(person.edit(this.#message(act.id), act.text));
        return true;
      case "delete":
        await stage.until(person.delete(this.#message(act.id)));
        return true;
      case "react":
        await stage.until(person.react(this.#message(act.id), act.emoji));
        return true;
      case "unreact":
        await stage.until(person.unreact(this.#message(act.id), act.emoji));
        return true;
    }
  }

  async #commanded(person: Person, channel: string, text: string): Promise<boolean> {
    const result = await this.#stage.until(person.command(channel, text));
    return isServed(result) && !result.ephemeral.some(({ plain }) => NOT_DONE.test(plain));
  }

  #claimed(act: Extract<Act, { kind: "claim" }>, person: Person, room: string): Promise<boolean> {
    return this.#pressed(person, room, this.#offer(act, room), act.label);
  }

  async #pressed(person: Person, room: string, on: SeenMessage | undefined, label: string): Promise<boolean> {
    const seen = () => [...person.sees(room), ...person.dm()];
    const refusals = () => seen().filter(({ ephemeral, plain }) => ephemeral && NOT_DONE.test(plain)).length;
    const before = refusals();
    if (!on || !isServed(await this.#stage.until(person.click(on, label)))) return false;
    await this.#stage.settle();
    return refusals() === before;
  }

  async #declaredByForm(act: Extract<Act, { kind: "declare" }>, person: Person): Promise<boolean> {
    const stage = this.#stage;
    await this.#putAway(person);
    await stage.until(person.shortcut("declare"));
    await stage.settle();
    if (!hasForm(person, "Title")) return false;
    const result = await stage.until(person.submit({ Title: act.title, Severity: act.severity }));
    return isServed(result) && Object.keys(result.errors).length === 0;
  }

  async #resolved(act: Extract<Act, { kind: "resolve" }>, person: Person, room: string): Promise<boolean> {
    const stage = this.#stage;
    await this.#putAway(person);
    if (!(await this.#commanded(person, room, `/incident #${act.n} resolve ${act.text}`))) return false;
    await stage.settle();
    if (!hasForm(person, "Impact")) return false;
    const verified = { "Service restored": true, "Metrics normal": true, "Users confirm": true };
    const result = await stage.until(person.submit({ Impact: "some carts", ...verified }));
    return isServed(result) && Object.keys(result.errors).length === 0;
  }

  /** Where something is left open it is asked once whether to close all the same. */
  async #closed(act: Act, person: Person, room: string): Promise<boolean> {
    const stage = this.#stage;
    await this.#putAway(person);
    if (!(await this.#commanded(person, room, `/incident #${act.n} close`))) return false;
    await stage.settle();
    if (person.hasModal() && !isServed(await stage.until(person.submit()))) return false;
    await stage.settle();
    await this.#putAway(person);
    return this.#isOnRecord(act);
  }

  async #filled(
    person: Person,
    room: string,
    words: string,
    form: { has: string; values: Readonly<Record<string, string>> },
  ): Promise<boolean> {
    await this.#putAway(person);
    if (!(await this.#commanded(person, room, words))) return false;
    await this.#stage.settle();
    return hasForm(person, form.has) && this.#submitted(person, form.values);
  }

  /** Offers a shift as secondary for one as primary: the same two however often the coming change is over. */
  async #swapped(act: Extract<Act, { kind: "swap" }>, person: Person, room: string): Promise<boolean> {
    await this.#putAway(person);
    if (!(await this.#commanded(person, room, `/incident swap @${act.other}`))) return false;
    await this.#stage.settle();
    if (!hasForm(person, "Your shift")) return false;
    const chosen = person.modal().fields.flatMap(({ label, options }) => {
      const isTheirs = !label.startsWith("Your shift");
      const option = options.find((text) => text.includes("secondary") !== isTheirs);
      return option === undefined ? [] : [[label, option]];
    });
    return this.#submitted(person, Object.fromEntries(chosen));
  }

  async #submitted(person: Person, values: Readonly<Record<string, string>>): Promise<boolean> {
    const result = await this.#stage.until(person.submit(values));
    await this.#stage.settle();
    const isTaken = isServed(result) && Object.keys(result.errors).length === 0;
    await this.#putAway(person);
    return isTaken;
  }

  async #pressedAnd(act: Pressing, person: Person): Promise<boolean> {
    await this.#putAway(person);
    const [on, room] = [this.#pressable(act), this.#room(act.n) ?? "general"];
    if (!on || !(await this.#pressed(person, room, on, act.label))) return this.#isOverBy(act);
    if (act.fills && !(person.hasModal() && (await this.#submitted(person, act.fills)))) return this.#isOverBy(act);
    return true;
  }

  #pressable({ n, by, where, text, label }: Pressing): SeenMessage | undefined {
    const person = this.#stage.person(by);
    const room = this.#room(n);
    const about = n === 0 || where === "room" ? "" : `#${n}`;
    const seen = where === "dm" ? person.dm() : room === undefined ? [] : person.sees(room);
    return seen
      .filter(({ buttons, plain }) => buttons.includes(label) && plain.includes(text) && plain.includes(about))
      .at(-1);
  }

  /** What a button was for happened already, by somebody else or by time. */
  async #isOverBy(act: Act): Promise<boolean> {
    if (act.kind !== "press") return false;
    // As they were written: by a wrong clock an answer may bear an earlier time than its question.
    const entries = (await this.#stage.store.entriesOf(act.n)).toSorted((a, b) => a.seq - b.seq);
    const last = entries.findLastIndex(({ kind }) => kind === act.since);
    if (act.has !== undefined && entries[last]?.data.includes(act.has)) return true;
    const from = last + 1;
    return entries.slice(from).some(({ kind }) => act.over.includes(kind));
  }

  async #putAway(person: Person): Promise<void> {
    if (person.hasModal()) await this.#stage.until(person.closeModal({ all: true }));
  }

  /** Who was not answered looks whether it was done all the same. */
  async #isOnRecord(act: Act): Promise<boolean> {
    const { store } = this.#stage;
    const by = `person:${this.#stage.person(act.by).id}`;
    const has = async (fits: (entry: EntryRow) => boolean) => (await store.entriesOf(act.n)).some(fits);
    switch (act.kind) {
      case "declare":
        return has(({ kind, data }) => kind === "declared" && data.includes(JSON.stringify(act.title)));
      case "command":
        return has((entry) => entry.kind === act.entry && entry.by === by && entry.data.includes(act.has ?? ""));
      case "claim":
        return has((entry) => entry.kind === "role_taken" && entry.by === by);
      case "resolve":
        return has(({ kind }) => kind === "resolved");
      case "close":
        return has(({ kind, data }) => kind === "approval_requested" && data.includes('"step":"close"'));
      case "approve":
        return has(({ kind, data }) => kind === "approval_decided" && data.includes('"id":"close-'));
      case "press":
        return this.#isOverBy(act);
      case "notify":
        return has(({ kind, data }) => kind === "approval_requested" && data.includes(act.text));
      case "swap":
        return has(({ kind }) => kind === "swap_offered");
      default:
        return false;
    }
  }

  #message(id: string): SeenMessage {
    const message = this.#said.get(id);
    if (!message) throw new Error(`nobody said ${id}`);
    return message;
  }

  #isArchived(n: number): boolean {
    return this.#stage.sandbox.workspace.channels.named(this.#room(n) ?? "")?.archived ?? false;
  }

  #room(n: number): string | undefined {
    return this.#stage
      .person("dana")
      .channels()
      .find((name) => name.startsWith(`inc-${n}-`));
  }

  #request({ by }: Act, room: string): SeenMessage | undefined {
    return this.#stage
      .person(by)
      .sees(room)
      .find(({ buttons }) => buttons.includes("Approve"));
  }

  #offer(act: Extract<Act, { kind: "claim" }>, room: string): SeenMessage | undefined {
    return this.#stage
      .person(act.by)
      .sees(room)
      .find(({ buttons }) => buttons.includes(act.label));
  }
}

type Pressing = Extract<Act, { kind: "press" }>;

/** A form that Slack was too slow for is a sentence that says so. */
const hasForm = (person: Person, field: string): boolean =>
  person.hasModal() && person.modal().fields.some(({ label }) => label.startsWith(field));

const isServed = ({ ok }: ActResult): boolean => ok;

const declareLine = ({ severity, title }: Extract<Act, { kind: "declare" }>): string =>
  `/incident declare ${severity} ${title}`;

/** An act as one line. */
export function actLine({ kind, n, by: _by, at: _at, ...rest }: Act): string {
  return `${kind} #${n} ${Object.values(rest).join(" | ")}`;
}
