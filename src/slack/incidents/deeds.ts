import type { IncidentEffect } from "../../core/incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { readWhole } from "../timeline/index.ts";
import { archiveDeeds } from "./deeds-archive.ts";
import { dressDeeds } from "./deeds-dress.ts";
import { openChannel } from "./deeds-open-channel.ts";
import { peopleDeeds } from "./deeds-people.ts";
import { incidentOf } from "./deeds-posting.ts";

/** How what happens to an incident becomes a channel with people in it. */
export const incidentDeeds = (ctx: Context): DeedTable<IncidentEffect> => ({
  open_channel: openChannel(ctx),
  read_channel: {
    async carryOut(input) {
      await readWhole(ctx, await incidentOf(ctx, input));
      return [];
    },
    whenRefused: "drop",
  },
  ...dressDeeds(ctx),
  ...peopleDeeds(ctx),
  ...archiveDeeds(ctx),
});
