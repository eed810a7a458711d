import { z } from "zod";
import type { DeclareInput } from "../../core/incidents/index.ts";
import { person } from "../../core/ledger/index.ts";
import type { HeardMessage } from "../../core/timeline/index.ts";
import { type FieldValues, LIMITS, parseFields, shorten } from "../kit/index.ts";
import { type DeclareMetadata, PRIVATE_FIELD } from "./declare-metadata.ts";
import { ServicesField } from "./listed-names.ts";

/** Room for everything in the metadata that is not the message's text. */
const REST_LENGTH = 500;

/** As much of a message as a form can remember; quotes and line ends take two characters there. */
export function rememberable(text: string): string {
  const room = LIMITS.view.privateMetadata - REST_LENGTH;
  let kept = shorten(text, room);
  while (JSON.stringify(kept).length > room) kept = shorten(kept, Math.floor(kept.length * 0.9));
  return kept;
}

const text = z.string().optional();
const ticks = z.array(z.string()).optional();

const Fields = z.object({
  title: z.string().default(""),
  severity: z.string().default(""),
  category: text,
  services: ServicesField,
  description: text,
  [PRIVATE_FIELD.asked]: ticks,
  [PRIVATE_FIELD.byDefault]: ticks,
  drill: ticks,
  started: z.number().optional(),
});

/** What stands in the form at the moment, filled in or not. */
export function declareFields(values: FieldValues) {
  const fields = parseFields(Fields, values);
  const [asked, byDefault] = [fields[PRIVATE_FIELD.asked], fields[PRIVATE_FIELD.byDefault]];
  return {
    title: fields.title,
    severity: fields.severity,
    category: fields.category,
    services: fields.services,
    description: fields.description,
    /** Undefined where nothing was said about it. */
    isPrivate: PRIVATE_FIELD.byDefault in values ? isTicked(byDefault) : isTicked(asked) || undefined,
    isDrill: isTicked(fields.drill),
    startedAt: fields.started,
  };
}

const isTicked = (values: readonly string[] | undefined): boolean => (values?.length ?? 0) > 0;

/** The form as a declaration. */
export function declaration(userId: string, metadata: DeclareMetadata, values: FieldValues): DeclareInput {
  const fields = declareFields(values);
  const { via, isRetrospective, source } = metadata;
  return {
    ...fields,
    userId,
    isRetrospective,
    via,
    source: source && heard(source),
  };
}

function heard({ authorId, ...message }: NonNullable<DeclareMetadata["source"]>): HeardMessage {
  return { ...message, by: authorId === undefined ? "app:unknown" : person(authorId), files: [] };
}
