import { z } from "zod";
import { Id } from "./fields.ts";
import { RoutingKeyName } from "./paging.ts";

/** How pages go beyond Slack; the ways themselves are switched on in the environment. */
export const PagingPolicy = z.strictObject({
  /** What is private goes out with its number, severity and link alone, unless this says otherwise. */
  privateDetails: z.boolean(),
  pagerduty: z.strictObject({
    /** Rotation → name of the variable with its routing key; a file under review holds no secrets. */
    routingKeys: z.record(Id, RoutingKeyName),
  }),
});
export type PagingPolicy = z.infer<typeof PagingPolicy>;
