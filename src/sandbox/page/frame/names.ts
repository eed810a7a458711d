import type { ShownChannel, ShownPerson } from "../../live/wire.ts";

/** How a channel is called: its name, or who is in it. */
export function nameOf(channel: ShownChannel, people: ReadonlyMap<string, ShownPerson>, me: string): string {
  if (channel.kind === "public" || channel.kind === "private") return channel.name;
  const others = channel.members.filter((id) => id !== me);
  const names = others.map((id) => people.get(id)?.displayName ?? id);
  return names.length === 0 ? `${people.get(me)?.displayName ?? "You"} (you)` : names.join(", ");
}
