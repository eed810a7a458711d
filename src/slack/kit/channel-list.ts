import { z } from "zod";
import type { Context } from "./context.ts";
import { refusalCode } from "./speaking/failures.ts";

const ListedChannel = z.object({
  id: z.string(),
  name: z.string().default(""),
  creator: z.string().default(""),
  /** Seconds since the epoch. */
  created: z.number().default(0),
  is_archived: z.boolean().default(false),
  is_private: z.boolean().default(false),
  purpose: z.object({ value: z.string().default("") }).default({ value: "" }),
});
export type ListedChannel = z.infer<typeof ListedChannel>;

const next = z.object({ next_cursor: z.string().optional() }).optional();
const Channels = z.object({ channels: z.array(ListedChannel), response_metadata: next });
const Members = z.object({ members: z.array(z.string()), response_metadata: next });

const PAGE = 999;
const PUBLIC = "public_channel";

type Asking = Pick<Context, "slack">;

/** Every channel that the bot can see, archived ones too; private ones only where the app may list them. */
export async function listChannels(ctx: Asking): Promise<ListedChannel[]> {
  const listed = (types: string) =>
    allPages(ctx, "conversations.list", { types, exclude_archived: false }, Channels, ({ channels }) => channels);
  try {
    return await listed(`${PUBLIC},private_channel`);
  } catch (error) {
    if (refusalCode(error) === "missing_scope") return listed(PUBLIC);
    throw error;
  }
}

/** Who is in a channel, by its id. */
export const membersOf = (ctx: Asking, channel: string): Promise<string[]> =>
  allPages(ctx, "conversations.members", { channel }, Members, ({ members }) => members);

type Page = { response_metadata?: { next_cursor?: string | undefined } | undefined };

async function allPages<P extends Page, T>(
  { slack }: Asking,
  method: string,
  args: object,
  schema: z.ZodType<P>,
  itemsOf: (page: P) => readonly T[],
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = schema.parse(await slack.call(method, { ...args, limit: PAGE, ...(cursor && { cursor }) }));
    found.push(...itemsOf(page));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}
