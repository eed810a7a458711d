import { TZDate } from "@date-fns/tz";
import { z } from "zod";
import { type Calendar, endOfWork } from "../../core/postmortems/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { type FieldValues, parseFields } from "../kit/index.ts";

const Fields = z.object({
  text: z.string("Say what is to be done."),
  owner: z.string().optional(),
  due: z.string().optional(),
});

export interface ActionFields {
  readonly text: string;
  readonly ownerId: string | undefined;
  readonly dueAt: number | undefined;
}

/** How the person reads dates: their zone, and when a working day ends by the policy. */
export async function calendarOf(ctx: Context, userId: string): Promise<Calendar> {
  const { tz } = await ctx.directory.person(userId);
  return { now: ctx.clock.now(), tz, closingMinute: ctx.policy().businessHours.toMinute };
}

/** `2026-03-20`: the date of a moment on the person's calendar. */
export function dateIn(ms: number, tz: string): string {
  const zoned = TZDate.tz(tz, ms);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${zoned.getFullYear()}-${two(zoned.getMonth() + 1)}-${two(zoned.getDate())}`;
}

/** Reads the form; a date that was left as it stood keeps its hour. */
export async function readActionForm(
  ctx: Context,
  userId: string,
  values: FieldValues,
  before: number | undefined,
): Promise<ActionFields> {
  const { text, owner, due } = parseFields(Fields, values);
  if (owner !== undefined) await mustBeAbleToOwn(ctx, owner, "owner");
  const calendar = await calendarOf(ctx, userId);
  const isUntouched = before !== undefined && due === dateIn(before, calendar.tz);
  const dueAt = due === undefined ? undefined : isUntouched ? before : endOfWork(due, calendar);
  return { text, ownerId: owner, dueAt };
}

/** InvalidInputError for bots and for people who left. */
export async function mustBeAbleToOwn(ctx: Context, userId: string, field?: string): Promise<void> {
  const { name, isBot, isDeactivated } = await ctx.directory.person(userId);
  if (!isBot && !isDeactivated) return;
  const why = isBot ? "is an app" : "is no longer in this workspace";
  throw new InvalidInputError(`${name} ${why}, so somebody else must own this.`, field);
}
