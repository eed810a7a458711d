import { z } from "zod";
import { Duration } from "./duration.ts";
import { MemberId, UserGroupId } from "./fields.ts";

const enabled = z.boolean().default(true);

/** What the bot does around shifts; who is on call when stands in the rotations. */
export const OnCall = z.strictObject({
  /** Whoever goes off call gets a draft before the change; whoever comes on is asked to acknowledge it, and asked again. */
  handoff: z
    .strictObject({ enabled, draftBefore: Duration, remindAfter: Duration })
    .transform(({ draftBefore, remindAfter, ...rest }) => ({
      ...rest,
      draftBeforeMs: draftBefore,
      remindAfterMs: remindAfter,
    })),
  /** Who was paged more often than this, in a week or at night in a week, is marked among the figures. */
  health: z.strictObject({
    pagesPerWeek: z.int().nonnegative(),
    nightPagesPerWeek: z.int().nonnegative(),
    /** Who hears of it once a week; where nobody is named, the manager's rung of the ladder, else the operators. */
    warn: z.strictObject({ enabled, people: z.array(MemberId), userGroups: z.array(UserGroupId) }),
  }),
});
export type OnCall = z.infer<typeof OnCall>;
