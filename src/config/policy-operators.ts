import { z } from "zod";
import { MemberId, UserGroupId } from "./fields.ts";

/** Who, beside the admins of the workspace, is told how the bot itself is doing. */
export const Operators = z.strictObject({
  people: z.array(MemberId).default([]),
  userGroups: z.array(UserGroupId).default([]),
});
