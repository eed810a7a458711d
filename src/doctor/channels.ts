import { z } from "zod";
import { isChannelId } from "../config/index.ts";
import { type AskSlack, answerTo, UnansweredError } from "./asking.ts";
import { bad, type Finding, good, poor, type Vantage } from "./finding.ts";

const Channel = z.object({
  id: z.string(),
  name: z.string(),
  is_archived: z.boolean().default(false),
  is_member: z.boolean().default(false),
  is_private: z.boolean().default(false),
});
export type SeenChannel = z.infer<typeof Channel>;

const Info = z.object({ channel: Channel });
const Page = z.object({
  channels: z.array(Channel).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The channels with these names or ids that the bot can see, by what they were asked for. */
export async function lookUp(ask: AskSlack, refs: readonly string[]): Promise<Map<string, SeenChannel>> {
  const found = new Map<string, SeenChannel>();
  const names = new Set(refs.filter((ref) => !isChannelId(ref)));
  for (const id of refs.filter(isChannelId)) {
    const channel = await info(ask, id);
    if (channel) found.set(id, channel);
  }
  let cursor: string | undefined;
  while (names.size > 0) {
    const args = { types: "public_channel,private_channel", limit: 999, ...(cursor && { cursor }) };
    const page = await answerTo(ask, Page, "conversations.list", args);
    for (const channel of page.channels) if (names.delete(channel.name)) found.set(channel.name, channel);
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}

async function info(ask: AskSlack, channel: string): Promise<SeenChannel | undefined> {
  try {
    return (await answerTo(ask, Info, "conversations.info", { channel })).channel;
  } catch (error) {
    if (
      error instanceof UnansweredError &&
      error.heard.kind === "refused" &&
      error.heard.code === "channel_not_found"
    ) {
      return undefined;
    }
    throw error;
  }
}

export interface NamedChannel {
  /** As the configuration names it. */
  readonly ref: string;
  readonly seen: SeenChannel | undefined;
  /** Where it is named, and what it is for. */
  readonly from: string;
  readonly isVital: boolean;
}

/** Whether the bot can post in a channel that the configuration names. Pure. */
export function judgeChannel({ ref, seen, from, isVital }: NamedChannel, granted: readonly string[]): Finding {
  const check = isVital ? "Incidents channel" : "Channels";
  const name = seen ? `#${seen.name}` : isChannelId(ref) ? ref : `#${ref}`;
  const worse = isVital ? bad : poor;
  if (!seen) {
    const mend = `Make ${name}, or if it is private type /invite @Sitrep in it, or correct ${from}.`;
    return worse(check, `${name} of ${from} does not exist, or is private without the bot`, mend);
  }
  if (seen.is_archived) return worse(check, `${name} of ${from} is archived`, `Unarchive it, or correct ${from}.`);
  const mayPost = seen.is_member || (!seen.is_private && granted.includes("chat:write.public"));
  if (!mayPost) return worse(check, `the bot may not post in ${name} of ${from}`, `Type /invite @Sitrep in ${name}.`);
  return good(check, `${name}${seen.is_member ? ", and the bot is in it" : ", where the bot may post"}`);
}

/** The channel of an open incident. */
export interface Room {
  readonly number: number;
  readonly channelId: string;
  readonly isPrivate: boolean;
}

export interface RoomOfIncident extends Pick<Room, "number" | "isPrivate"> {
  readonly seen: SeenChannel | undefined;
}

/** Whether the bot is still where it keeps the record of open incidents; in Slack a private one has its number alone. Pure. */
export function judgeRooms(rooms: readonly RoomOfIncident[], vantage: Vantage = "terminal"): Finding[] {
  const lost = rooms.filter(({ seen }) => !seen?.is_member || seen.is_archived);
  if (lost.length === 0) return [good("Open incidents", `${rooms.length} with a channel, and the bot is in each`)];
  return lost.map(({ number, seen, isPrivate }) => {
    if (!seen) return poor("Open incidents", `the channel of #${number} is gone`, `Resolve or cancel #${number}.`);
    const isSecret = vantage === "bot" && (isPrivate || seen.is_private);
    const name = isSecret ? "the channel" : `#${seen.name}`;
    if (seen.is_archived) {
      return poor("Open incidents", `${name} of #${number} is archived`, `Unarchive it, or resolve #${number}.`);
    }
    const where = isSecret ? `the channel of #${number}` : name;
    const mend = `Type /invite @Sitrep in ${where}; what was said meanwhile is then read.`;
    return poor("Open incidents", `the bot is not in ${where}, so the record of #${number} has a gap`, mend);
  });
}
