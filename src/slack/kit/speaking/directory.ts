import { z } from "zod";
import type { Clock } from "../../../lib/clock.ts";
import { oneLine } from "../text.ts";
import type { SlackCaller } from "./caller.ts";
import { isRefused } from "./failures.ts";

export interface Person {
  id: string;
  /** The display name, or the real name of who has none. */
  name: string;
  /** IANA name such as "Europe/Berlin". */
  tz: string;
  isBot: boolean;
  isDeactivated: boolean;
  isGuest: boolean;
  /** Of another workspace, here by a shared channel. */
  isOutside?: true;
  /** An admin or owner of the workspace, as far as Slack tells. */
  isAdmin: boolean;
  /** Slack does not tell who this is: zone and standing are guesses, the name is their handle or their id. */
  isUnknown?: true;
  /** Unknown only because Slack has not answered yet; asked again it may. */
  isUnheard?: true;
}

/** Where people are kept over a restart. */
export interface PeopleStore {
  load(userId: string): Promise<Person | undefined>;
  save(person: Person): Promise<void>;
}

export interface DirectoryOptions {
  caller: SlackCaller;
  clock: Clock;
  store: PeopleStore;
  /** Our workspace; undefined before Slack has told. */
  teamId: () => string | undefined;
}

/** As long as Slack lets a name be. */
const LONGEST_NAME = 80;

const FRESH_MS = 60 * 60_000;
const RETRY_AFTER_MS = 60_000;
/** Who was too slow to answer is asked again when a person does it again. */
const UNHEARD_AGAIN_AFTER_MS = 5_000;

/** A person at a form does not wait longer than this for a name, however often it is needed. */
const PATIENCE_MS = 1_000;

/** A question to Slack who somebody is, and how long people wait for the answer. */
interface Asking {
  readonly told: Promise<Person>;
  readonly patientUntil: number;
}

const userInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
    name: z.string().default(""),
    real_name: z.string().nullish(),
    tz: z.string().nullish(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    profile: z.object({ display_name: z.string().nullish(), real_name: z.string().nullish() }).default({}),
  }),
});

type Told = z.output<typeof userInfo>["user"];

const groupUsers = z.object({ users: z.array(z.string()) });

/** Who is who in the workspace; a person's name is never worth an incident, so asking for one never rejects. */
export class Directory {
  readonly #options: DirectoryOptions;
  readonly #known = new Map<string, { person: Person; askAgainAt: number }>();
  readonly #asking = new Map<string, Asking>();
  readonly #handles = new Map<string, string>();
  /** Who came with the name of another workspace: perhaps one of our organisation, which Slack tells. */
  readonly #fromElsewhere = new Set<string>();

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /** The person, perhaps an hour old; who cannot be found is called by their id and lives in UTC. */
  async person(userId: string): Promise<Person> {
    const known = this.#known.get(userId);
    if (known && known.askAgainAt > this.#options.clock.now()) return known.person;
    const remembered = known && !known.person.isUnheard ? known.person : await this.#load(userId);
    const asked = this.#ask(userId, remembered);
    return remembered ?? (await this.#within(asked, this.#unheard(userId)));
  }

  /** The person as Slack tells now, or told within the hour; what is remembered from before counts only while Slack is silent. */
  async personAsTold(userId: string): Promise<Person> {
    const known = this.#known.get(userId);
    if (known && known.askAgainAt > this.#options.clock.now()) return known.person;
    const remembered = known?.person ?? (await this.#load(userId));
    return this.#within(this.#ask(userId, remembered), remembered ?? this.#unheard(userId));
  }

  /** What is known of a person without asking Slack, but of who came from elsewhere; undefined for who was never met. */
  async known(userId: string): Promise<Person | undefined> {
    if (this.#fromElsewhere.has(userId)) return this.person(userId);
    return this.#known.get(userId)?.person ?? (await this.#load(userId));
  }

  /** Notes the handle and the workspace with which Slack introduced somebody, for where it tells nothing more of people. */
  heardOf(userId: string, handle: string, teamId?: string): void {
    this.#handles.set(userId, handle);
    if (teamId !== undefined && teamId !== this.#options.teamId()) this.#fromElsewhere.add(userId);
    const known = this.#known.get(userId);
    if (known?.person.isUnknown) known.person = { ...known.person, name: handle };
  }

  people(userIds: readonly string[]): Promise<Person[]> {
    return Promise.all(userIds.map((userId) => this.person(userId)));
  }

  /** The members of a user group; rejects with a SlackCallError, so that nobody is forgotten for a busy moment. */
  async groupMembers(groupId: string): Promise<readonly string[]> {
    const answer = await this.#options.caller.call("usergroups.users.list", { usergroup: groupId });
    return groupUsers.parse(answer).users;
  }

  #ask(userId: string, remembered: Person | undefined): Asking {
    const underWay = this.#asking.get(userId);
    if (underWay) return underWay;
    const told = this.#lookUp(userId, remembered).finally(() => this.#asking.delete(userId));
    const asking = { told, patientUntil: this.#options.clock.now() + PATIENCE_MS };
    this.#asking.set(userId, asking);
    return asking;
  }

  async #lookUp(userId: string, remembered: Person | undefined): Promise<Person> {
    const { caller, clock, store } = this.#options;
    try {
      const told = userInfo.parse(await caller.call("users.info", { user: userId }));
      const person = toPerson(told, this.#options.teamId());
      this.#known.set(userId, { person, askAgainAt: clock.now() + FRESH_MS });
      await store.save(person);
      return person;
    } catch (error) {
      const known = this.#known.get(userId);
      if (known && known.askAgainAt > clock.now()) return known.person;
      const person = this.#untold(userId, remembered, error);
      const waitMs = person.isUnheard ? UNHEARD_AGAIN_AFTER_MS : RETRY_AFTER_MS;
      this.#known.set(userId, { person, askAgainAt: clock.now() + waitMs });
      return person;
    }
  }

  /** Where Slack will not say who somebody is, nobody is an admin. */
  #untold(userId: string, remembered: Person | undefined, error: unknown): Person {
    if (!remembered) return isRefused(error) ? this.#stranger(userId) : this.#unheard(userId);
    return isRefused(error) ? { ...remembered, isAdmin: false } : remembered;
  }

  async #load(userId: string): Promise<Person | undefined> {
    try {
      return await this.#options.store.load(userId);
    } catch {
      return undefined;
    }
  }

  async #within({ told, patientUntil }: Asking, otherwise: Person): Promise<Person> {
    const leftMs = patientUntil - this.#options.clock.now();
    if (leftMs <= 0) return otherwise;
    const found = new AbortController();
    const tooLong = this.#options.clock.sleep(leftMs, found.signal).then(() => otherwise);
    try {
      return await Promise.race([told, tooLong]);
    } finally {
      found.abort();
    }
  }

  #unheard(id: string): Person {
    return { ...this.#stranger(id), isUnheard: true };
  }

  #stranger(id: string): Person {
    const name = this.#handles.get(id) ?? id;
    const isOutside = this.#fromElsewhere.has(id);
    const guessed = { tz: "UTC", isBot: false, isDeactivated: false, isGuest: isOutside, isAdmin: false };
    return { id, name, ...guessed, ...(isOutside && { isOutside }), isUnknown: true };
  }
}

function toPerson({ user }: z.output<typeof userInfo>, teamId: string | undefined): Person {
  const names = [user.profile.display_name, user.profile.real_name, user.real_name, user.name].map((name) =>
    oneLine(name ?? "", LONGEST_NAME),
  );
  const isOutside = !isOf(teamId, user);
  return {
    id: user.id,
    name: names.find((name) => name !== "") ?? user.id,
    tz: isTimeZone(user.tz) ? user.tz : "UTC",
    isBot: user.is_bot,
    isDeactivated: user.deleted,
    isGuest: isOutside || user.is_restricted || user.is_ultra_restricted,
    ...(isOutside && { isOutside }),
    isAdmin: !isOutside && (user.is_admin || user.is_owner),
  };
}

/** In an organisation people have several workspaces. https://docs.slack.dev/reference/objects/user-object */
function isOf(teamId: string | undefined, { team_id: home, enterprise_user: ofOrganisation }: Told): boolean {
  if (teamId === undefined || home === undefined || home === teamId) return true;
  return ofOrganisation?.teams?.includes(teamId) ?? false;
}

function isTimeZone(tz: string | null | undefined): tz is string {
  if (!tz) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: tz });
    return true;
  } catch {
    return false;
  }
}
