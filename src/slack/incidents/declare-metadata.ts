import { z } from "zod";

const Source = z.object({
  channelId: z.string(),
  ts: z.string(),
  threadTs: z.string().optional(),
  authorId: z.string().optional(),
  permalink: z.string().optional(),
  text: z.string(),
});

/** What the declare form remembers while it is open. */
export const DeclareMetadata = z.object({
  via: z.enum(["form", "command", "message", "home", "shortcut"]).default("form"),
  isRetrospective: z.boolean().default(false),
  source: Source.optional(),
});
export type DeclareMetadata = z.infer<typeof DeclareMetadata>;

/** The private box goes by another name where it was ticked for the person, so that taking the tick away counts. */
export const PRIVATE_FIELD = { asked: "private", byDefault: "private_by_default" } as const;
