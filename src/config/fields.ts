import { z } from "zod";

/** The key of a thing that a policy names; it begins with a letter, so that the order of the file is kept. */
export const Id = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,29}$/,
    "this cannot be a key; begin with a lower-case letter, then up to 29 lower-case letters, digits, _ or -",
  );

export const Text = z.string().trim().min(1, "this is empty; write a text or take the line away");

/** Minutes since midnight of "09:30". */
export const TimeOfDay = z.string('write a time of day in quotes, such as "09:00"').transform((text, context) => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours && minutes) return Number(hours) * 60 + Number(minutes);
  context.addIssue(`"${text}" is not a time of day; write one from "00:00" to "23:59", in quotes`);
  return z.NEVER;
});

/** A day of the calendar such as "2026-01-05", as it is written. */
export const CalendarDay = z.string('write a day in quotes, such as "2026-01-05"').refine(isCalendarDay, {
  error: ({ input }) => `"${input}" is not a day of the calendar; write one such as "2026-01-05"`,
});

/** JavaScript takes 30 February for 2 March. */
function isCalendarDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export const TimeZone = z
  .string()
  .refine(isTimeZone, 'this is not a known time zone; write one such as "Europe/Berlin" or "UTC"');

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** Whether a channel is named by its id; names are in lower case. */
export const isChannelId = (channel: string): boolean => /^[CG][A-Z0-9]{7,}$/.test(channel);

const CHANNEL_NAME = /^[\p{Ll}\p{Lo}\p{M}\p{N}_-]{1,80}$/u;

/** A channel's id, or its name without the "#". */
export const ChannelRef = z
  .string()
  .transform((text) => text.trim().replace(/^#/, ""))
  .refine(
    (text) => isChannelId(text) || CHANNEL_NAME.test(text),
    'this is not a channel; write its name such as "#incidents" (lower case, no spaces, 80 characters) or its id such as "C0123ABCD"',
  );

export const MemberId = z
  .string()
  .regex(/^[UW][A-Z0-9]{7,}$/, 'this is not a member id; write one such as "U0123ABCD" (profile → Copy member ID)');

export const UserGroupId = z
  .string()
  .regex(/^S[A-Z0-9]{7,}$/, 'this is not a user group id; write one such as "S0123ABCD"');

/** The name of an emoji as Slack sends it, without colons. */
export const Emoji = z
  .string()
  .regex(/^[a-z0-9_+'-]+$/, 'this is not the name of an emoji; write it without colons, such as "pushpin"');

/** A map of things by key in the file, a list in the order of the file once read. */
export function listById<T extends z.ZodType<object>>(item: T) {
  return z.record(Id, item).transform((byId) => Object.entries(byId).map(([id, body]) => ({ id, ...body })));
}

/** Text in which `{name}` stands for something, and only the given names do. */
export function template(...names: string[]) {
  return Text.superRefine((text, context) => {
    for (const [placeholder, name = ""] of text.matchAll(/\{([^}]*)\}/g)) {
      if (names.includes(name)) continue;
      context.addIssue(`${placeholder} stands for nothing; use ${names.map((known) => `{${known}}`).join(", ")}`);
    }
  });
}

/** A variable left empty, as in a copied `.env.sample`, is one that is not set. */
export function isSet(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
