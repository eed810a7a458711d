import { type Dice, dice } from "./dice.ts";

/** What a person wants to do to an incident, named by the order of declaration; 0 is the house, where shifts are. */
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
  | { readonly kind: "approve" }
  /** Words for customers, which wait for a yes. */
  | { readonly kind: "notify"; readonly text: string }
  | { readonly kind: "swap"; readonly other: string }
  | Press;

/** A button on a message; it is over too once the record says one of these after the last of `since`. */
interface Press {
  readonly kind: "press";
  readonly label: string;
  readonly where: "dm" | "room";
  /** What stands in the message. */
  readonly text: string;
  readonly over: readonly string[];
  readonly since?: string;
  /** It is over when the last of `since` has this. */
  readonly has?: string;
  /** A form comes of it, and is filled in with this. */
  readonly fills?: Readonly<Record<string, string>>;
}

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
  /** The first two incidents become one in the end. */
  readonly isMerged: boolean;
  /** When the last act is done and what follows from it has come; faults end here. */
  readonly endsAt: number;
}

/** When each day starts: Thursday, 12 March 2026, 14:00 UTC, a working hour from San Francisco to Kolkata. */
export const THURSDAY = Date.UTC(2026, 2, 12, 14, 0);

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Sam goes off call and Kim comes on, 25 minutes into the day. */
export const SHIFT_CHANGE_MS = 25 * MINUTE;

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
  const isMerged = count > 1 && throwing.isLucky(0.4);
  const stories: Act[][] = [shiftStory(dice(seed, "shifts"))];
  for (let n = 1, at = 10 * SECOND; n <= count; n += 1) {
    stories.push(incidentStory(dice(seed, `incident ${n}`), { n, at, staysOpen: isMerged && n <= 2 }));
    at += throwing.between(3, 15) * MINUTE;
  }
  if (isMerged) {
    const last = Math.max(
      ...stories
        .flat()
        .filter(({ n }) => n > 0)
        .map(({ at }) => at),
    );
    stories.push(mergeStory(dice(seed, "merge"), last + 5 * MINUTE));
  }
  const acts = spaced(stories.flat().sort((a, b) => a.at - b.at));
  const restMs = dice(seed, "rest").isLucky(0.15) ? 150 * MINUTE : 20 * MINUTE;
  return { seed, acts: numbered(acts), isMerged, endsAt: (acts.at(-1)?.at ?? 0) + restMs };
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

interface Start {
  readonly n: number;
  readonly at: number;
  /** It is going to be merged, so nobody ends it. */
  readonly staysOpen: boolean;
}

function incidentStory(throwing: Dice, { n, at: startAt, staysOpen }: Start): Act[] {
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
  if (severity !== "sev3") acts.push(...pageAnswered(throwing, n, at));
  for (const person of people.slice(1)) {
    later(20, 60);
    act(person, { kind: "join" });
  }
  // Where nobody comes, the ladder climbs.
  if (throwing.isLucky(0.2)) later(4 * 60, 12 * 60);
  later(15, 90);
  act(throwing.pick(people), commandTaken(throwing));
  const story = new Story(throwing, people, n, severity);
  for (let step = throwing.between(3, 9), lulls = 1; step > 0; step -= 1) {
    if (lulls > 0 && throwing.isLucky(0.12)) {
      lulls -= 1;
      later(12 * 60, 32 * 60);
    } else {
      later(12, 200);
    }
    const { by, deed, next } = story.next();
    act(by, deed);
    if (next) {
      later(12, 40);
      act(by, next);
    }
  }
  if (throwing.isLucky(0.25)) {
    for (const { by, deed } of noticed(throwing, people, n)) {
      later(20, 90);
      act(by, deed);
    }
  }
  if (!staysOpen && throwing.isLucky(0.6)) {
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

/** Who is on call answers their page, or passes it on, or sleeps. */
function pageAnswered(throwing: Dice, n: number, declaredAt: number): Act[] {
  const at = declaredAt + throwing.between(12, 50) * SECOND;
  // Around the change of shift it depends on seconds who is paged.
  if (Math.abs(declaredAt - SHIFT_CHANGE_MS) < 3 * MINUTE) return [];
  const by = declaredAt < SHIFT_CHANGE_MS ? "sam" : "kim";
  const press = { kind: "press", n, by, at, where: "dm", text: "You are paged" } as const;
  const answered = ["page_acknowledged", "role_taken", "acknowledged"];
  const chance = throwing.next();
  if (chance < 0.35) return [{ ...press, label: "Acknowledge", over: answered }];
  return chance < 0.5 ? [{ ...press, label: "Pass on", over: ["page_passed", ...answered] }] : [];
}

/** Somebody writes to customers, another says yes or no. */
function noticed(throwing: Dice, people: readonly string[], n: number): { by: string; deed: Deed }[] {
  const [writer = "dana", reader = "sam"] = people;
  const text = `Some of you cannot pay by card since 14:00 UTC (${n}). We look for the cause.`;
  const isYes = throwing.isLucky(0.7);
  const answer = {
    kind: "press",
    where: "room",
    text,
    over: ["approval_decided"],
    since: "approval_requested",
  } as const;
  return [
    { by: writer, deed: { kind: "notify", text } },
    { by: reader, deed: isYes ? { ...answer, label: "Approve" } : { ...answer, label: "Decline", fills: {} } },
  ];
}

/** The second turns out to be the same as the first; sometimes that was a mistake. */
function mergeStory(throwing: Dice, startAt: number): Act[] {
  let at = startAt;
  const act = (n: number, deed: Deed): Act => {
    at += throwing.between(15, 90) * SECOND;
    return { ...deed, n, by: "dana", at };
  };
  const undone: Deed = {
    kind: "press",
    where: "room",
    label: "Undo the merge",
    text: "was merged into this incident",
    since: "incident_taken_in",
    over: ["incident_given_back"],
  };
  return [
    act(1, { kind: "join" }),
    act(2, { kind: "join" }),
    act(2, { kind: "say", id: "2.merge", text: "it is the same database (2.merge)" }),
    act(1, { kind: "command", words: "merge #2", entry: "incident_taken_in" }),
    ...(throwing.isLucky(0.6) ? [act(2, { kind: "say", id: "2.late", text: "still said here (2.late)" })] : []),
    ...(throwing.isLucky(0.4) ? [act(1, undone)] : []),
    act(1, { kind: "say", id: "1.late", text: "and it goes on (1.late)" }),
  ];
}

/** Sam goes off call, Kim comes on; they hand over, and shifts are covered and swapped. */
function shiftStory(throwing: Dice): Act[] {
  const acts: Act[] = [];
  const act = (by: string, minute: number, deed: Deed) =>
    void acts.push({ ...deed, n: 0, by, at: minute * MINUTE + throwing.between(0, 50) * SECOND });
  const press = (label: string, text: string, over: readonly string[]): Press => ({
    kind: "press",
    where: "dm",
    label,
    text,
    over,
  });
  if (throwing.isLucky(0.3)) {
    const minute = throwing.between(2, 8);
    act("kim", minute, { kind: "command", words: "cover tomorrow 9:00 to 11:00 dentist", entry: "cover_asked" });
    if (throwing.isLucky(0.5)) act("sam", minute + 1, press("I can't", "asks for cover", ["cover_declined_by"]));
    if (throwing.isLucky(0.6)) act("lee", minute + 2, press("I cover", "asks for cover", ["cover_taken"]));
  }
  if (throwing.isLucky(0.2)) {
    act("kim", 11, { kind: "swap", other: "lee" });
    const isYes = throwing.isLucky(0.7);
    if (isYes) act("lee", 12, press("Swap", "swap", ["swap_accepted"]));
    else act("lee", 12, press("No", "swap", ["swap_declined"]));
  }
  const draft = "Your handoff of";
  if (throwing.isLucky(0.3)) {
    const fills = { "What the next one should know": "Checkout is calm, db-1 is not" };
    act("sam", 17, { ...press("Edit", draft, ["handoff_edited", "handoff_sent"]), fills });
  }
  if (throwing.isLucky(0.3)) act("sam", 20, press("Send now", draft, ["handoff_sent"]));
  if (throwing.isLucky(0.5))
    act("kim", throwing.between(27, 40), press("Acknowledge", "Handoff of", ["handoff_acknowledged"]));
  return acts;
}

const commandTaken = (throwing: Dice): Deed =>
  throwing.isLucky(0.5)
    ? { kind: "command", words: "role commander", entry: "role_taken" }
    : { kind: "claim", role: "commander", label: "Claim Incident commander" };

interface Step {
  readonly by: string;
  readonly deed: Deed;
  /** What they do to it shortly after. */
  readonly next?: Deed;
}

const WRONG_SEVERITY: Deed = {
  kind: "press",
  where: "room",
  label: "Wrong severity",
  text: "",
  since: "severity_changed",
  has: '"takesBack":true',
  over: [],
};

/** What goes on while an incident is being worked on. */
class Story {
  readonly #throwing: Dice;
  readonly #people: readonly string[];
  readonly #n: number;
  readonly #said: { id: string; by: string; isReply: boolean; marks: string[] }[] = [];
  #count = 0;
  #severity: string;

  constructor(throwing: Dice, people: readonly string[], n: number, severity: string) {
    this.#severity = severity;
    this.#throwing = throwing;
    this.#people = people;
    this.#n = n;
  }

  next(): Step {
    const throwing = this.#throwing;
    const kinds = ["say", "say", "say", "reply", "react", "react", "edit", "delete", "unreact", "update", "update"];
    const kind = throwing.pick([...kinds, "acknowledge", "severity", "note", "subscribe", "escalate", "page"]);
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

  #command(kind: string, by: string): Step {
    const text = `${this.#throwing.pick(WORDS)} (${this.#n}.${this.#count})`;
    const command = (words: string, entry: string, has?: string) => ({
      by,
      deed: { kind: "command", words, entry, ...(has && { has }) } as const,
    });
    switch (kind) {
      case "acknowledge":
        return command("acknowledge", "acknowledged");
      case "severity": {
        const before = this.#severity;
        const severity = this.#throwing.pick(["sev1", "sev2", "sev3"]);
        const told = command(`severity ${severity} as it looks now`, "severity_changed", `"severity":"${severity}"`);
        this.#severity = severity;
        if (severity === before || this.#throwing.isLucky(0.7)) return told;
        this.#severity = before;
        return { ...told, next: WRONG_SEVERITY };
      }
      case "escalate":
        return command(`escalate ${text}`, "escalation_raised", text);
      case "page":
        return command(`page @lee ${text}`, "escalation_raised", text);
      case "note":
        return command(`note ${text}`, "note_added", text);
      case "subscribe":
        return command("subscribe", "subscribed");
      default:
        return command(`update ${text}`, "update_posted", text);
    }
  }
}
