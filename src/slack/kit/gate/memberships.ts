import { z } from "zod";
import { isChannelId } from "../../../config/index.ts";
import { listChannels, membersOf } from "../channel-list.ts";
import type { Context } from "../context.ts";
import { Remembered } from "./remembered.ts";

const Groups = z.object({
  usergroups: z.array(
    z.object({ id: z.string(), handle: z.string().default(""), users: z.array(z.string()).default([]) }),
  ),
});
type Group = z.output<typeof Groups>["usergroups"][number];

const GROUP_ID = /^S[A-Z0-9]{7,}$/;

/** Who is in the user groups and channels that a policy names; there are as many as the policy has. */
export class Memberships {
  readonly #ctx: Pick<Context, "slack" | "clock" | "log">;
  readonly #groups: Remembered<readonly Group[]>;
  readonly #channels: Remembered<ReadonlyMap<string, string>>;
  readonly #members = new Map<string, Remembered<ReadonlySet<string>>>();

  constructor(ctx: Pick<Context, "slack" | "clock" | "log">) {
    this.#ctx = ctx;
    this.#groups = this.#remembered(async () => {
      return Groups.parse(await ctx.slack.call("usergroups.list", { include_users: true })).usergroups;
    });
    this.#channels = this.#remembered(async () => {
      const open = (await listChannels(ctx)).filter((channel) => !channel.is_archived);
      return new Map(open.map(({ name, id }) => [name, id]));
    });
  }

  /** Whether a person is in a user group or channel of the policy; undefined where Slack does not say. */
  async isIn(list: string, userId: string): Promise<boolean | undefined> {
    if (!GROUP_ID.test(list)) return (await this.#membersOf(list))?.has(userId);
    const groups = await this.#groups.get();
    return groups?.some(({ id, users }) => id === list && users.includes(userId));
  }

  /** How people call a user group or channel of the policy. */
  async nameOf(list: string): Promise<string> {
    if (!GROUP_ID.test(list)) return isChannelId(list) ? "a channel of the policy" : `#${list}`;
    const group = (await this.#groups.get())?.find(({ id }) => id === list);
    return group?.handle ? `@${group.handle}` : "a user group of the policy";
  }

  async #membersOf(channel: string): Promise<ReadonlySet<string> | undefined> {
    const id = isChannelId(channel) ? channel : (await this.#channels.get())?.get(channel);
    if (id === undefined) return undefined;
    const members = this.#members.get(id) ?? this.#remembered(async () => new Set(await membersOf(this.#ctx, id)));
    this.#members.set(id, members);
    return members.get();
  }

  #remembered<T>(look: () => Promise<T>): Remembered<T> {
    const { clock, log } = this.#ctx;
    return new Remembered({ clock, log, look });
  }
}
