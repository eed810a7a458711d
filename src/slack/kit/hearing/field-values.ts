import { z } from "zod";
import { InvalidInputError } from "../../../lib/errors.ts";
import type { FieldValue, FieldValues } from "./hearing.ts";

const chosen = z.object({ value: z.string() }).nullish();

/** What an element of a form or message holds, in Slack's words: one of these is set, by the element's type. */
export const elementState = z.object({
  type: z.string().optional(),
  value: z.string().nullish(),
  selected_option: chosen,
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
  selected_channels: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_conversations: z.array(z.string()).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_date_time: z.number().nullish(),
});

export type ElementState = z.output<typeof elementState>;

export const formState = z.object({ values: z.record(z.string(), z.record(z.string(), elementState)) });

/** The value that a person gave to one element; nothing given is undefined. */
export function fieldValue(state: ElementState): FieldValue {
  const single =
    state.selected_option?.value ??
    state.selected_user ??
    state.selected_channel ??
    state.selected_conversation ??
    state.selected_date ??
    state.selected_time ??
    state.value;
  if (single) return single;
  if (state.selected_date_time) return state.selected_date_time * 1000;
  const several =
    state.selected_options?.map((option) => option.value) ??
    state.selected_users ??
    state.selected_channels ??
    state.selected_conversations;
  return several ?? undefined;
}

/** The values of a form by block id; each block of ours holds one element. */
export function fieldValues(state: z.output<typeof formState> | null | undefined): FieldValues {
  const blocks = Object.entries(state?.values ?? {});
  return Object.fromEntries(
    blocks.map(([blockId, elements]) => {
      const [first] = Object.values(elements);
      return [blockId, first && fieldValue(first)];
    }),
  );
}

/** Reads a form with a zod schema; what it refuses becomes an InvalidInputError under the field in question. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, values: FieldValues): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path[0];
  throw new InvalidInputError(issue?.message ?? "This can't be used.", field === undefined ? undefined : String(field));
}
