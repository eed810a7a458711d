import { z } from "zod";
import { ChannelRef, Id, MemberId, Text, UserGroupId } from "./fields.ts";

const Link = z.strictObject({
  title: Text,
  url: z.string().regex(/^https?:\/\/\S+$/, "this is not a web address; begin it with https://"),
});

/** How much stands on a service: 0 foundation, 1 core, 2 feature, 3 auxiliary. */
export const Tier = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)], {
  error: "this is not a tier; write 0 (foundation), 1 (core), 2 (feature) or 3 (auxiliary)",
});
export type Tier = z.infer<typeof Tier>;

/** One service of the catalog. */
export const ServiceBody = z.strictObject({
  name: Text,
  description: Text.optional(),
  tier: Tier,
  /** Other words for it, as people type them. */
  aliases: z.array(Text).default([]),
  owners: z
    .strictObject({ people: z.array(MemberId).default([]), userGroups: z.array(UserGroupId).default([]) })
    .default({ people: [], userGroups: [] }),
  /** Keys of the services that it cannot do without. */
  dependsOn: z.array(Id).default([]),
  /** Where its team reads. */
  channel: ChannelRef.optional(),
  /** Key of the rotation that is on call for it. */
  rotation: Id.optional(),
  runbooks: z.array(Link).default([]),
  /** In words, as the team says them: "99.95 % of requests a month". */
  objectives: z.array(Text).default([]),
  links: z.array(Link).default([]),
  /** How customers know it; without this it does not show on the status page. */
  statusPage: z
    .strictObject({
      name: Text,
      description: Text.optional(),
      group: Text.optional(),
      /** The id that it has on a page of Statuspage, when notices are sent on to one. */
      component: Text.optional(),
    })
    .optional(),
});
