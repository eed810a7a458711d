import type { NewUser, Workspace } from "./workspace/index.ts";

export interface NewChannel {
  readonly name: string;
  readonly private?: boolean;
  /** Names of people; everybody who is active and no guest unless told. */
  readonly members?: readonly string[];
}

/** Acme's people: six on three continents, a guest, and one who has left. */
export const ACME_PEOPLE: readonly NewUser[] = [
  { name: "dana", realName: "Dana Reyes", displayName: "Dana", tz: "America/New_York", isAdmin: true },
  { name: "sam", realName: "Sam Okafor", displayName: "Sam", tz: "Europe/London" },
  { name: "alex", realName: "Alex Lindqvist", displayName: "Alex L", tz: "Europe/Stockholm" },
  { name: "kim", realName: "Kim Ji-woo", displayName: "Kim", tz: "Asia/Seoul" },
  { name: "priya", realName: "Priya Raman", displayName: "Priya", tz: "Asia/Kolkata" },
  { name: "lee", realName: "Lee Carter", displayName: "Lee", tz: "America/Los_Angeles" },
  { name: "gus", realName: "Gus Guest", displayName: "Gus (vendor)", tz: "Europe/Berlin", isGuest: true },
  { name: "olga", realName: "Olga Former", displayName: "Olga", tz: "Europe/Madrid", deleted: true },
];

export const ACME_CHANNELS: readonly NewChannel[] = [{ name: "general" }, { name: "random" }, { name: "incidents" }];

/** Fills an empty workspace. */
export function populate(workspace: Workspace, people: readonly NewUser[], channels: readonly NewChannel[]): void {
  const added = people.map((person) => workspace.people.add({ ...person }));
  const active = added.filter(({ deleted, isGuest, isBot }) => !deleted && !isGuest && !isBot);
  for (const channel of channels) {
    const wanted = channel.members?.map((name) => personCalled(workspace, name)) ?? active.map(({ id }) => id);
    const [creator, ...others] = wanted;
    if (creator === undefined) throw new Error(`channel "${channel.name}" needs at least one member`);
    const options = { private: channel.private ?? false, general: channel.name === "general" };
    const { members, messages } = workspace.channels.create(creator, channel.name, options);
    for (const userId of others) members.add(userId);
    // The workspace has been there for long: who joined when is no news.
    messages.length = 0;
  }
}

function personCalled(workspace: Workspace, name: string): string {
  const user = name === "@app" ? workspace.people.get(workspace.app.botUserId) : workspace.people.named(name);
  if (!user) throw new Error(`there is nobody called "${name}"`);
  return user.id;
}
