import { z } from "zod";
import { refusalCode, type SlackCaller } from "../../slack/kit/index.ts";
import { bad, type Finding, good, poor } from "./finding.ts";

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
export async function lookUp(slack: SlackCaller, refs: readonly string[]): Promise<Map<string, SeenChannel>> {
  const found = new Map<string, SeenChannel>();
  const names = new Set(refs.filter((ref) => !isId(ref)));
  for (const id of refs.filter(isId)) {
    const channel = await info(slack, id);
    if (channel) found.set(id, channel);
  }
  let cursor: string | undefined;
  while (names.size > 0) {
    const args = { types: "public_channel,private_channel", limit: 999, ...(cursor && { cursor }) };
    const page = Page.parse(await slack.call("conversations.list", args));
    for (const channel of page.channels) if (names.delete(channel.name)) found.set(channel.name, channel);
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}

const isId = (ref: string): boolean => /^[CG][A-Z0-9]{7,}$/.test(ref);

async function info(slack: SlackCaller, channel: string): Promise<SeenChannel | undefined> {
  try {
    return Info.parse(await slack.call("conversations.info", { channel })).channel;
  } catch (error) {
    if (refusalCode(error) === "channel_not_found") return undefined;
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
  const name = seen ? `#${seen.name}` : isId(ref) ? ref : `#${ref}`;
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

export interface RoomOfIncident {
  readonly number: number;
  readonly seen: SeenChannel | undefined;
}

/** Whether the bot is still where it keeps the record of open incidents. Pure. */
export function judgeRooms(rooms: readonly RoomOfIncident[]): Finding[] {
  const lost = rooms.filter(({ seen }) => !seen?.is_member || seen.is_archived);
  if (lost.length === 0) return [good("Open incidents", `${rooms.length} with a channel, and the bot is in each`)];
  return lost.map(({ number, seen }) => {
    if (!seen) return poor("Open incidents", `the channel of #${number} is gone`, `Resolve or cancel #${number}.`);
    if (seen.is_archived) {
      return poor("Open incidents", `#${seen.name} of #${number} is archived`, `Unarchive it, or resolve #${number}.`);
    }
    const mend = `Type /invite @Sitrep in #${seen.name}; what was said meanwhile is then read.`;
    return poor("Open incidents", `the bot is not in #${seen.name}, so the record of #${number} has a gap`, mend);
  });
}
