import type { World } from "./world.ts";

/** One message that the bot posted, as it read when it went out. */
export interface Post {
  /** Milliseconds of the world's clock. */
  readonly at: number;
  /** "#name" of a channel, "#name/thread", or "@handle" for direct messages. */
  readonly place: string;
  readonly text: string;
}

/** Everything that the bot ever posted, oldest first; what was edited since is shown as it was at first. */
export function posts(world: World): Post[] {
  const { calls, workspace } = world.sandbox;
  return calls.api("chat.postMessage").map(({ at, args }) => {
    const channel = workspace.channels.find(String(args.channel)) ?? workspace.channels.named(String(args.channel));
    const reader = [...(channel?.members ?? [])].find((id) => id !== workspace.app.botUserId);
    const place = channel?.name ? `#${channel.name}` : `@${reader ? workspace.people.get(reader).name : "nobody"}`;
    return { at, place: args.thread_ts ? `${place}/thread` : place, text: String(args.text) };
  });
}

/** How many messages each place got, the loudest first. */
export function loudness(told: readonly Post[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { place } of told) counts.set(place, (counts.get(place) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)));
}

/** "14:10 @sam An update is due" wherever these words stand: what was said where and when, in UTC. */
export function heard(told: readonly Post[], words: RegExp): string[] {
  const each = new RegExp(words, "g");
  return told.flatMap(({ at, place, text }) =>
    [...text.matchAll(each)].map(([found]) => `${new Date(at).toISOString().slice(11, 16)} ${place} ${found}`),
  );
}
