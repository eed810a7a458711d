import { type Dice, dice } from "./dice.ts";

/** What a person wants to do to an incident, named by the order of declaration. */
export type Deed =
  | { readonly kind: "declare"; readonly title: string; readonly severity: string; readonly how: "command" | "form" }
  | { readonly kind: "join" }
  | { readonly kind: "say"; readonly id: string; readonly text: string; readonly to?: string }
  | { readonly kind: "edit"; readonly id: string; readonly text: string }
  | { readonly kind: "delete"; readonly id: string }
  | { readonly kind: "react" | "unreact"; readonly id: string; readonly emoji: string }
  | { readonly kind: "command"; readonly words: string; readonly entry: string; readonly has?: string }
  | { readonly kind: "claim"; readonly role: string; readonly label: string }
  | { readonly kind: "resolve"; readonly text: string }
  /** Asks for the yes that closing needs, and gives it. */
  | { readonly kind: "close" }
  | { readonly kind: "approve" };

/** One thing that one person does at one moment of the day. */
export type Act = Deed & {
  readonly n: number;
  readonly by: string;
  /** Milliseconds from the start of the day. */
  readonly at: number;
};

export interface Day {
  readonly seed: number;
  readonly acts: readonly Act[];
  /** When the last act is done and what follows from it has come; faults end here. */
  readonly endsAt: number;
}

/** When each day starts: Thursday, 12 March 2026, 14:00 UTC, a working hour from San Francisco to Kolkata. */
export const THURSDAY = Date.UTC(2026, 2, 12, 14, 0);

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** After the day nothing goes wrong any more, until events that were delayed by an hour have come. */
export const EVENING_MS = 65 * MINUTE;

const PEOPLE = ["dana", "sam", "kim", "lee", "priya"] as const;
const TITLES = ["Checkout errors", "Login is slow", "Queue is stuck", "Search returns nothing", "Emails arrive late"];
const WORDS = [
  "pool exhausted since the deploy",
  "p99 is at 8 s",
  "db-1 looks fine",
  "rolling back api",
  "it is the cache",
];
const EMOJI = ["bulb", "mag", "wrench", "pushpin", "white_check_mark"];

/** A short believable day of one to three incidents; the same seed draws the same day. */
export function drawDay(seed: number): Day {
  const throwing = dice(seed, "day");
  const count = throwing.pick([1, 1, 1, 1, 2, 2, 2, 3]);
  const stories: Act[][] = [];
  for (let n = 1, at = 10 * SECOND; n <= count; n += 1) {
    stories.push(incidentStory(dice(seed, `incident ${n}`), n, at));
    at += throwing.between(3, 15) * MINUTE;
  }
  const acts = spaced(stories.flat().sort((a, b) => a.at - b.at));
  return { seed, acts: numbered(acts), endsAt: (acts.at(-1)?.at ?? 0) + 20 * MINUTE };
}

/** No two acts at once: each has ten seconds for itself. */
function spaced(acts: readonly Act[]): Act[] {
  let free = 0;
  return acts.map((act) => {
    const at = Math.max(act.at, free);
    free = at + 10 * SECOND;
    return { ...act, at };
  });
}

/** Incidents are numbered in the order in which they are declared. */
function numbered(acts: readonly Act[]): Act[] {
  const order = acts.filter(({ kind }) => kind === "declare").map(({ n }) => n);
  return acts.map((act) => ({ ...act, n: order.indexOf(act.n) + 1 }));
}

function incidentStory(throwing: Dice, n: number, startAt: number): Act[] {
  const acts: Act[] = [];
  const people = [...PEOPLE].sort(() => throwing.next() - 0.5).slice(0, throwing.between(2, 3));
  const [declarer = "dana"] = people;
  let at = startAt;
  const act = (by: string, deed: Deed) => void acts.push({ ...deed, n, by, at });
  const later = (least: number, most: number) => {
    at += throwing.between(least, most) * SECOND;
  };

  const title = `${throwing.pick(TITLES)} ${n}`;
  const severity = throwing.pick(["sev1", "sev1", "sev2", "sev2", "sev3"]);
  act(declarer, { kind: "declare", title, severity, how: throwing.isLucky(0.7) ? "command" : "form" });
  for (const person of people.slice(1)) {
    later(20, 60);
    act(person, { kind: "join" });
  }
  later(15, 90);
  act(throwing.pick(people), commandTaken(throwing));
  const story = new Story(throwing, people, n);
  for (let step = throwing.between(3, 9), lulls = 1; step > 0; step -= 1) {
    if (lulls > 0 && throwing.isLucky(0.12)) {
      lulls -= 1;
      later(12 * 60, 32 * 60);
    } else {
      later(12, 200);
    }
    const { by, deed } = story.next();
    act(by, deed);
  }
  if (throwing.isLucky(0.6)) {
    later(30, 300);
    act(throwing.pick(people), { kind: "resolve", text: `rolled back ${n}` });
    if (throwing.isLucky(0.5))
      acts.push(...closing(throwing, people).map((deed) => ({ ...deed, n, at: at + deed.at })));
  }
  return acts;
}

/** One asks to close it, another says yes. */
function closing(throwing: Dice, people: readonly string[]): (Deed & { by: string; at: number })[] {
  const asker = throwing.pick(people);
  const approver = throwing.pick(people.filter((name) => name !== asker));
  const at = throwing.between(20, 120) * SECOND;
  return [
    { kind: "close", by: asker, at },
    { kind: "approve", by: approver, at: at + throwing.between(15, 90) * SECOND },
  ];
}

const commandTaken = (throwing: Dice): Deed =>
  throwing.isLucky(0.5)
    ? { kind: "command", words: "role commander", entry: "role_taken" }
    : { kind: "claim", role: "commander", label: "Claim Incident commander" };

/** What goes on while an incident is being worked on. */
class Story {
  readonly #throwing: Dice;
  readonly #people: readonly string[];
  readonly #n: number;
  readonly #said: { id: string; by: string; isReply: boolean; marks: string[] }[] = [];
  #count = 0;

  constructor(throwing: Dice, people: readonly string[], n: number) {
    this.#throwing = throwing;
    this.#people = people;
    this.#n = n;
  }

  next(): { by: string; deed: Deed } {
    const throwing = this.#throwing;
    const kinds = ["say", "say", "say", "reply", "react", "react", "edit", "delete", "unreact", "update", "update"];
    const kind = throwing.pick([...kinds, "acknowledge", "severity", "note", "subscribe"]);
    const by = throwing.pick(this.#people);
    this.#count += 1;
    return this.#talk(kind, by) ?? this.#command(kind, by);
  }

  #talk(kind: string, by: string): { by: string; deed: Deed } | undefined {
    const throwing = this.#throwing;
    const of = this.#said.length > 0 ? throwing.pick(this.#said) : undefined;
    const text = `${throwing.pick(WORDS)} (${this.#n}.${this.#count})`;
    switch (kind) {
      case "say":
        return { by, deed: this.#say(by, text) };
      case "reply":
        return { by, deed: of && !of.isReply ? this.#say(by, text, of.id) : this.#say(by, text) };
      case "edit":
        return of && { by: of.by, deed: { kind: "edit", id: of.id, text: `${text}, corrected` } };
      case "delete": {
        if (!of || this.#said.length < 2) return undefined;
        this.#said.splice(this.#said.indexOf(of), 1);
        return { by: of.by, deed: { kind: "delete", id: of.id } };
      }
      case "react": {
        if (!of) return undefined;
        const emoji = throwing.pick(EMOJI);
        if (of.marks.includes(`${by}/${emoji}`)) return undefined;
        of.marks.push(`${by}/${emoji}`);
        return { by, deed: { kind: "react", id: of.id, emoji } };
      }
      case "unreact": {
        const mark = of?.marks.pop();
        if (!of || mark === undefined) return undefined;
        const [whose = by, emoji = ""] = mark.split("/");
        return { by: whose, deed: { kind: "unreact", id: of.id, emoji } };
      }
      default:
        return undefined;
    }
  }

  #say(by: string, text: string, to?: string): Deed {
    const id = `${this.#n}.${this.#count}`;
    this.#said.push({ id, by, isReply: to !== undefined, marks: [] });
    return { kind: "say", id, text, ...(to && { to }) };
  }

  #command(kind: string, by: string): { by: string; deed: Deed } {
    const text = `${this.#throwing.pick(WORDS)} (${this.#n}.${this.#count})`;
    const command = (words: string, entry: string, has?: string) => ({
      by,
      deed: { kind: "command", words, entry, ...(has && { has }) } as const,
    });
    switch (kind) {
      case "acknowledge":
        return command("acknowledge", "acknowledged");
      case "severity": {
        const severity = this.#throwing.pick(["sev1", "sev2", "sev3"]);
        return command(`severity ${severity} as it looks now`, "severity_changed", `"severity":"${severity}"`);
      }
      case "note":
        return command(`note ${text}`, "note_added", text);
      case "subscribe":
        return command("subscribe", "subscribed");
      default:
        return command(`update ${text}`, "update_posted", text);
    }
  }
}
