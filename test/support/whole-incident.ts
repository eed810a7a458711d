import { type Policy, shippedPolicy } from "../../src/config/index.ts";
import type { Person, SeenMessage } from "../../src/sandbox/index.ts";
import { HOUR, MINUTE, type World } from "./world.ts";

const ROOM = "inc-1-checkout-errors";

/** Archives an hour after the end, and has a bookmark. */
export function quickPolicy(): Policy {
  const policy = shippedPolicy();
  return {
    ...policy,
    bookmarks: [{ title: "Video call", url: "https://meet.example.com/{number}" }],
    channel: { ...policy.channel, archiveAfterMs: HOUR, archiveWarningMs: HOUR / 2 },
  };
}

/** What people have of an incident in the end; each part may be missing where Slack is crippled. */
export interface Outcome {
  readonly announcement: string;
  readonly announcementThread: string;
  readonly card: string;
  readonly pin: boolean;
  readonly topic: string;
  readonly purpose: string;
  readonly bookmarks: string;
  readonly members: string;
  readonly said: string;
  readonly whispers: string;
  readonly marks: string;
  readonly dmDana: string;
  readonly dmSam: string;
  readonly dmLee: string;
  readonly home: string;
  readonly record: string;
  /** What the post-mortem was shown as. */
  readonly document: string;
  readonly isArchived: boolean;
}

/** A short incident in which everything happens that needs Slack, from declaration to post-mortem and archive. */
export async function wholeIncident(world: World): Promise<void> {
  const [dana, sam, lee] = [world.person("dana"), world.person("sam"), world.person("lee")];
  const command = async (person: Person, words: string, channel = roomOf(world)) => {
    await person.command(channel, `/incident #1 ${words}`);
    await world.settle();
  };
  await dana.openHome();
  await dana.command("general", "/incident declare sev1 Checkout errors");
  await world.settle();
  const room = roomOf(world);
  if (room === ROOM)
    for (const person of [dana, sam]) if (!person.members(ROOM).includes(person.name)) await person.join(ROOM);
  await world.settle();
  await command(dana, "role commander");
  await command(lee, "subscribe", "general");
  const found = await sam.say(room, "the pool is exhausted since the deploy");
  await sam.react(found, "bulb");
  await sam.react(found, "mag");
  await sam.unreact(found, "mag");
  const reply = await dana.say(room, "who deployed?", { thread: found });
  await dana.react(reply, "pushpin");
  await dana.unreact(reply, "pushpin");
  await sam.say(room, "I used AKIAIOSFODNN7EXAMPLE for it");
  await dana.say(room, "@sitrep what can you do?");
  await world.settle();
  await world.stopBot();
  const away = await sam.say(room, "said while the bot was away");
  await dana.say(room, "and answered", { thread: away });
  await world.startBot();
  await world.pass(11 * MINUTE);
  await command(dana, "update rolling back");
  await command(dana, "severity sev2 only cards");
  await command(dana, "timeline export md");
  await dana.command(room, "/incident #1 resolve rolled back");
  await world.settle();
  await dana.submit({ Impact: "340 carts", "Service restored": true, "Metrics normal": true, "Users confirm": true });
  await world.settle();
  await command(dana, "postmortem");
  await world.pass(2 * HOUR);
}

/** The incident's channel, or without one the channel of its announcement. */
const roomOf = (world: World): string => (world.person("dana").canSee(ROOM) ? ROOM : "incidents");

/** What each person has in the end. */
export async function outcomeOf(world: World): Promise<Outcome> {
  const [dana, sam, lee] = [world.person("dana"), world.person("sam"), world.person("lee")];
  const [announcement] = postsIn(lee, "incidents");
  const isOpened = dana.canSee(ROOM);
  const posts = isOpened ? postsIn(dana, ROOM) : (announcement?.thread ?? []);
  const card = posts.find(({ buttons }) => buttons.includes("Timeline"));
  const channel = world.sandbox.workspace.channels.named(ROOM);
  const whispers = [dana, sam].flatMap((person) => (isOpened ? person.sees(ROOM) : [])).filter((one) => one.ephemeral);
  return {
    announcement: announcement?.plain ?? "",
    announcementThread: isOpened ? words(announcement?.thread ?? []) : "",
    card: card?.plain ?? "",
    pin: card?.pinned ?? false,
    topic: channel?.topic.value ?? "",
    purpose: channel?.purpose.value ?? "",
    bookmarks: (channel?.bookmarks ?? []).map(({ title, link }) => `${title} ${everyRun(link)}`).join(),
    members: isOpened ? dana.members(ROOM).join() : "",
    said: words(posts.filter((post) => post !== card)),
    whispers: words(whispers),
    marks: JSON.stringify((isOpened ? dana.sees(ROOM) : []).flatMap(({ reactions }) => reactions.memo ?? [])),
    dmDana: words(dana.dm()),
    dmSam: words(sam.dm()),
    dmLee: words(lee.dm()),
    home: world.sandbox.workspace.views.home(dana.id) ? dana.home().plain : "",
    record: await recordOf(world),
    document: (await world.bot().ctx.ledger.incident(1)).postmortem.document?.as ?? "",
    isArchived: channel?.archived ?? false,
  };
}

/** What was heard, by kind and words: other calls to Slack give other time stamps. */
async function recordOf(world: World): Promise<string> {
  const entries = await world.bot().store.entriesOf(1);
  const told = entries.flatMap(({ kind, data }) => {
    if (kind === "message_said") return `said ${JSON.parse(data).text}`;
    return ["reaction_added", "reaction_removed", "person_joined", "postmortem_drafted"].includes(kind) ? kind : [];
  });
  return told.sort().join("\n");
}

const postsIn = (person: Person, channel: string): SeenMessage[] =>
  person.sees(channel).filter(({ from, ephemeral, subtype }) => from === "sitrep" && !ephemeral && !subtype);

const words = (messages: readonly SeenMessage[]): string =>
  messages
    .map(({ plain, files, thread }) => [plain, ...files.map(({ name }) => name), words(thread)].join("\n"))
    .join("\n---\n");

/** Which parts are not as they were in the other run. */
export const differing = (one: Outcome, other: Outcome): string[] =>
  Object.entries(one).flatMap(([part, value]) =>
    value === Object.entries(other).find(([name]) => name === part)?.[1] ? [] : [part],
  );

/** Fails loudly where somebody met an error instead of a missing nicety. */
export function errorsShown(world: World): string[] {
  return ["dana", "sam", "lee"].flatMap((name) => {
    const person = world.person(name);
    const places = ["general", "incidents", ...(person.canSee(ROOM) ? [ROOM] : []), "@app"];
    const seen = places.flatMap((place) => person.sees(place)).map(({ plain }) => plain);
    const apologies = seen.filter((text) => /something went wrong|didn't answer|try again/i.test(text));
    return [...person.notices().map(({ text }) => text), ...apologies];
  });
}

/** An address without what differs from run to run: the sandbox's port, the channel and the time of a message. */
const everyRun = (address: string): string => address.replace(/:\d+/, "").replace(/\/archives\/.*$/, "/archives/…");
