import type { Person, Sandbox, SeenMessage } from "../../sandbox/index.ts";

const time = (ts: string): string => new Date(Number(ts) * 1000).toISOString().slice(11, 16);

const indent = (text: string, by: string): string => text.replaceAll("\n", `\n${by}`);

/** What a message shows, as lines: time, author, words, reactions, then its thread. */
function messageLines(message: SeenMessage, depth = 0): string[] {
  const margin = "    ".repeat(depth);
  const flags = [
    message.ephemeral && "only you see this",
    message.edited && !message.fromApp && "edited",
    message.pinned && "pinned",
  ];
  const flagText = flags
    .filter(Boolean)
    .map((flag) => ` (${flag})`)
    .join("");
  const head = `${margin}${time(message.ts)} ${message.from}${flagText}  `;
  const body = indent(message.plain || message.text, " ".repeat(head.length));
  const reactions = Object.entries(message.reactions).map(([emoji, who]) => `:${emoji}: ${who.join(", ")}`);
  const reactionLine = reactions.length > 0 ? [`${margin}      ${reactions.join("   ")}`] : [];
  return [`${head}${body}`, ...reactionLine, ...message.thread.flatMap((reply) => messageLines(reply, depth + 1))];
}

/** Every channel as somebody in it saw it at the end, then each person's direct messages with the bot. */
export function transcript(sandbox: Sandbox, people: readonly string[], channels: readonly string[]): string {
  const persons = people.map((name) => sandbox.person(name));
  const rooms = channels.flatMap((channel) => roomLines(channel, persons));
  const directs = persons.flatMap((person) => directLines(person));
  return [...rooms, ...directs].join("\n");
}

function roomLines(channel: string, persons: readonly Person[]): string[] {
  const viewer = persons.find((person) => person.canSee(channel));
  if (!viewer) return [];
  const whispers = persons.flatMap((person) =>
    person.canSee(channel) && person !== viewer
      ? person
          .sees(channel)
          .filter(({ ephemeral }) => ephemeral)
          .map((seen) => ({ person, seen }))
      : [],
  );
  const seen = [...viewer.sees(channel).map((message) => ({ person: viewer, seen: message })), ...whispers];
  const lines = seen
    .sort((a, b) => (a.seen.ts < b.seen.ts ? -1 : 1))
    .flatMap(({ person, seen: message }) =>
      messageLines(message).map((line, index) =>
        message.ephemeral && index === 0 ? line.replace("only you see this", `only ${person.name} sees this`) : line,
      ),
    );
  return lines.length === 0 ? [] : [title(`#${channel}`), ...lines, ""];
}

function directLines(person: Person): string[] {
  const lines = person.dm().flatMap((message) => messageLines(message));
  return lines.length === 0 ? [] : [title(`Sitrep → ${person.name}`), ...lines, ""];
}

const title = (name: string): string => `── ${name} ${"─".repeat(Math.max(0, 76 - name.length))}`;
