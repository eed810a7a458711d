import type { SeenMessage } from "../../src/sandbox/index.ts";
import type { World } from "./world.ts";

/** Everything that a person can find in Slack at this moment: channels, threads, direct messages, home and forms. */
export function everythingSeenBy(world: World, name: string): string {
  const person = world.person(name);
  const places = [...person.channels(), "@app"];
  const said = places.flatMap((place) => [place, ...person.sees(place).flatMap(wordsOf)]);
  const topics = person.channels().map((channel) => person.topic(channel));
  const forms = person.modals().map(({ title, plain, privateMetadata }) => `${title}\n${plain}\n${privateMetadata}`);
  const home = world.sandbox.workspace.views.home(person.id) ? [person.home().plain] : [];
  return [...said, ...topics, ...forms, ...home].join("\n");
}

const wordsOf = ({ text, plain, files, thread }: SeenMessage): string[] => [
  text,
  plain,
  ...files.map((file) => `${file.name} ${file.content}`),
  ...thread.flatMap(wordsOf),
];
