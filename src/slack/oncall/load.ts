import { interruptsOf, pageLoads } from "../../core/escalation/index.ts";
import { fromRow, HOUSE, SITREP } from "../../core/ledger/index.ts";
import {
  type LoadAddressees,
  loadAddressees,
  type OncallEffect,
  onCall,
  oncallEntries,
  peopleIn,
} from "../../core/oncall/index.ts";
import { afterQuietHours } from "../../core/reminders/index.ts";
import { postDirect } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { isRefused } from "../kit/index.ts";
import { loadMessage } from "./views/load-message.ts";

type LoadEffect = Extract<OncallEffect, { kind: "weigh_load" | "tell_load" }>;

/** Looks back on a week of pages, and tells those who can do something about it. */
export const loadDeeds = (ctx: Context): DeedTable<LoadEffect> => ({
  weigh_load: {
    async carryOut({ data: { from, to, dueKey } }) {
      const above = await aboveIn(ctx, from, to);
      const told = above.length > 0 ? await readersOf(ctx) : [];
      return [
        {
          kind: "load_weighed",
          by: SITREP,
          key: `load/${dueKey}`,
          data: { from, to, above: [...above], told: [...told] },
        },
      ];
    },
    whenRefused: { note: "The pages of a week could not be looked at" },
  },
  tell_load: {
    async carryOut(input) {
      const { userId, weighedKey } = input.data;
      const row = await ctx.store.entryByKey(HOUSE, weighedKey);
      const policy = ctx.policy();
      const to = loadAddressees(policy);
      // Turned off meanwhile.
      if (!row || !to) return [];
      const { from, above } = oncallEntries.load_weighed.parse(fromRow(row).data);
      const people = above.map((load) => ({
        ...load,
        rotations: policy.rotations
          .filter((rotation) => peopleIn(rotation).includes(load.userId))
          .map(({ name }) => name),
      }));
      const { health } = policy.onCall;
      await postDirect(ctx, input, userId, loadMessage({ from, people, limits: health, because: to.because }));
      return [];
    },
    whenRefused: { note: "Somebody could not be told that others were paged too often" },
  },
});

/** Who was paged more often in that time than the policy allows; of private incidents the number alone counts. */
async function aboveIn(ctx: Context, from: number, to: number) {
  const policy = ctx.policy();
  const incidents = await Promise.all((await ctx.store.pagedSince(from)).map((id) => ctx.ledger.incident(id)));
  const interrupts = incidents.flatMap((incident) => interruptsOf(incident, to)).filter(({ at }) => at < to);
  const zones = await zonesOf(
    ctx,
    interrupts.map(({ userId }) => userId),
  );
  return pageLoads(interrupts, { weeks: [from], zoneOf: zones, policy })
    .filter(({ weeks }) => weeks.some(({ isAbove }) => isAbove))
    .map(({ userId, pages, nightPages }) => ({ userId, pages, nightPages }));
}

/** Each of them once, and when their night is over. */
async function readersOf(ctx: Context) {
  const policy = ctx.policy();
  const to = loadAddressees(policy);
  const userIds = to ? await peopleOf(ctx, to) : [];
  const people = await ctx.directory.people(userIds);
  const zoneOf = await zonesOf(ctx, userIds);
  return people
    .filter(({ isBot, isDeactivated }) => !isBot && !isDeactivated)
    .map(({ id }) => ({
      userId: id,
      notBefore: afterQuietHours(ctx.clock.now(), zoneOf(id), policy.reminders.quietHours),
    }));
}

async function peopleOf(ctx: Context, { people, userGroups, rotation }: LoadAddressees): Promise<string[]> {
  const groups = await Promise.all(userGroups.map((group) => membersOf(ctx, group)));
  const { primary } = rotation === undefined ? {} : onCall(await ctx.ledger.world(), rotation, ctx.clock.now());
  return [...new Set([...people, ...groups.flat(), ...(primary === undefined ? [] : [primary])])];
}

/** A group that cannot be read keeps nothing from the others. */
async function membersOf(ctx: Context, group: string): Promise<readonly string[]> {
  try {
    return await ctx.directory.groupMembers(group);
  } catch (error) {
    if (isRefused(error)) return [];
    throw error;
  }
}

async function zonesOf(ctx: Context, userIds: readonly string[]): Promise<(userId: string) => string> {
  const people = await ctx.directory.people([...new Set(userIds)]);
  const zones = new Map(people.filter(({ isUnknown }) => !isUnknown).map(({ id, tz }) => [id, tz]));
  const { timeZone } = ctx.policy().businessHours;
  return (userId) => zones.get(userId) ?? timeZone;
}
