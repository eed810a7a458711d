import { z } from "zod";
import { channelNames, type IncidentEffect } from "../../core/incidents/index.ts";
import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import { type ListedChannel, listChannels } from "../kit/channel-list.ts";
import type { Context } from "../kit/context.ts";
import type { Deed, DeedInput } from "../kit/deeds.ts";
import { refusalCode, utcText } from "../kit/index.ts";

type Opening = Extract<IncidentEffect, { kind: "open_channel" }>["data"];

const created = z.object({ channel: z.object({ id: z.string(), name: z.string() }) });

/** An untouched channel of ours that is older than this was not made for this incident. */
const OLDEST_MS = 24 * 60 * 60_000;

/** How a purpose begins that names the incident beyond its number, which another database may give out again. */
export const purposeMark = (incidentId: number | undefined, declaredAt: number): string =>
  `Incident #${incidentId}, declared ${utcText(declaredAt)}.`;

/** Makes the incident's channel, or takes the one that an earlier attempt made. */
export function openChannel(ctx: Context): Deed<Opening> {
  return {
    async carryOut(input) {
      const listing = onceOnly(() => listChannels(ctx));
      const names = channelNames(input.data.name);
      for (const name of names) {
        const fresh = await createChannel(ctx, name, input.data.isPrivate, name === names.at(-1));
        if (fresh) return [channelOpened(fresh, { madeAt: ctx.clock.now() })];
        const namesakes = (await listing()).filter((channel) => channel.name === name);
        const [own] = namesakes.filter((channel) => isOurs(ctx, channel, input));
        if (own && (await ctx.store.incidentOfChannel(own.id)) === undefined)
          return [channelOpened(own, { isAdopted: true })];
      }
      throw new Error("every name was tried");
    },
    whenRefused: { note: "The incident's channel could not be opened" },
    refused(input, { code, needed }) {
      const reason = needed ? `${code}, needs ${needed}` : code;
      return input.data.isPrivate
        ? [channelRefused(input, reason), cancelled(input, reason)]
        : [channelRefused(input, reason)];
    },
  };
}

/** Undefined when the name is taken; for the last one that is a refusal like any other. */
async function createChannel(ctx: Context, name: string, isPrivate: boolean, isLast: boolean) {
  try {
    return created.parse(await ctx.slack.call("conversations.create", { name, is_private: isPrivate })).channel;
  } catch (error) {
    if (refusalCode(error) !== "name_taken" || isLast) throw error;
    return undefined;
  }
}

/** Made by us for this incident: it says so, or nobody has touched it since an earlier attempt. */
function isOurs(ctx: Context, channel: ListedChannel, input: DeedInput<Opening>): boolean {
  const { isPrivate, declaredAt } = input.data;
  if (channel.creator !== ctx.bot().userId || channel.is_archived || channel.is_private !== isPrivate) return false;
  const purpose = channel.purpose.value;
  if (purpose.startsWith(purposeMark(input.incidentId, declaredAt))) return true;
  return purpose === "" && channel.created * 1000 >= input.firstTriedAt - OLDEST_MS;
}

const channelOpened = (
  { id, name }: { id: string; name: string },
  how: { isAdopted: true } | { madeAt: number },
): NewEntry => ({
  kind: "channel_opened",
  by: SITREP,
  key: `channel/${id}`,
  data: { channelId: id, name, ...how },
});

const channelRefused = ({ key }: DeedInput<Opening>, reason: string): NewEntry => ({
  kind: "channel_refused",
  by: SITREP,
  key: `refused/${key}`,
  data: { reason },
});

/** What is private is never run in public instead. */
const cancelled = ({ key }: DeedInput<Opening>, reason: string): NewEntry => ({
  kind: "cancelled",
  by: SITREP,
  key: `cancelled/${key}`,
  data: { text: `Slack would not make a private channel (${reason}), and a private incident is not run in public.` },
});

function onceOnly<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
