import type { House } from "./house.ts";

/** What somebody did in a round, and whether the bot said that it has it. */
export type Done =
  | { readonly kind: "declared"; readonly title: string; readonly isAcknowledged: boolean }
  | { readonly kind: "noted"; readonly text: string; readonly isAcknowledged: boolean }
  | { readonly kind: "updated"; readonly channel: string; readonly text: string; readonly isAcknowledged: boolean }
  /** Slack keeps what was said, so that it is found also when the bot was away. */
  | { readonly kind: "said"; readonly channel: string; readonly ts: string };

/** Every promise that does not hold, in words; empty when nothing was lost and nothing was done twice. */
export function broken(house: House, done: readonly Done[]): string[] {
  return [...done.flatMap((one) => brokenBy(house, one)), ...unfinished(house)];
}

function brokenBy(house: House, done: Done): string[] {
  switch (done.kind) {
    case "declared":
      return declared(house, done.title, done.isAcknowledged);
    case "noted": {
      const count = entries(house, "note_added", done.text);
      return times(`the note “${done.text}” is on record`, count, done.isAcknowledged);
    }
    case "updated": {
      const recorded = entries(house, "update_posted", done.text);
      const shown = posts(house, done.channel, done.text);
      return [
        ...times(`the update “${done.text}” is on record`, recorded, done.isAcknowledged),
        ...(shown === recorded
          ? []
          : [`the update “${done.text}” is recorded ${recorded} times and shown ${shown} times`]),
      ];
    }
    case "said": {
      const [row] = house.all<{ count: number }>(
        "SELECT count(*) AS count FROM entries WHERE kind = 'message_said' AND key LIKE ?",
        `%${done.ts}%`,
      );
      return times(`the message ${done.ts} in ${done.channel} is on record`, row?.count ?? 0, true);
    }
  }
}

function declared(house: House, title: string, isAcknowledged: boolean): string[] {
  const rows = house.all<{ id: number; channel_id: string | null }>(
    "SELECT id, channel_id FROM incidents WHERE title = ?",
    title,
  );
  const found = times(`“${title}” is an incident`, rows.length, isAcknowledged);
  return [...found, ...rows.flatMap(({ id, channel_id }) => opened(house, id, channel_id, title))];
}

/** One channel, one card in it, one announcement. */
function opened({ sandbox }: House, id: number, channelId: string | null, title: string): string[] {
  const dana = sandbox.person("dana");
  const channels = dana.channels().filter((name) => name.startsWith(`inc-${id}-`));
  if (channelId === null) return [`#${id} knows of no channel`];
  const cards = channels.flatMap((name) => dana.sees(name)).filter(({ pinned, fromApp }) => pinned && fromApp);
  const announced = dana.sees("incidents").filter(({ fromApp, plain }) => fromApp && plain.includes(title));
  return [
    ...times(`#${id} has a channel`, channels.length, true),
    ...times(`#${id} has a card`, cards.length, true),
    ...times(`#${id} is announced`, announced.length, true),
  ];
}

/** Everything that was to be done in Slack is done, and nothing was given up. */
function unfinished(house: House): string[] {
  const rows = house.all<{ key: string; state: string; last_error: string | null }>(
    "SELECT key, state, last_error FROM outbox WHERE state <> 'done'",
  );
  return rows.map(({ key, state, last_error }) => `the deed ${key} is ${state} (${last_error ?? "no error"})`);
}

const times = (what: string, count: number, isDemanded: boolean): string[] =>
  count === 1 || (count === 0 && !isDemanded) ? [] : [`${what} ${count} times`];

function entries(house: House, kind: string, text: string): number {
  const [row] = house.all<{ count: number }>(
    "SELECT count(*) AS count FROM entries WHERE kind = ? AND data ->> 'text' = ?",
    kind,
    text,
  );
  return row?.count ?? 0;
}

const posts = ({ sandbox }: House, channel: string, text: string): number =>
  sandbox
    .person("dana")
    .sees(channel)
    .filter(({ fromApp, pinned, plain, ephemeral }) => fromApp && !pinned && !ephemeral && plain.includes(text)).length;
