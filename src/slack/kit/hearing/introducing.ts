import { z } from "zod";

const id = z.string().min(1);

const byCommand = z.object({ user_id: id, user_name: id }).transform((body) => [body.user_id, body.user_name] as const);

const byClick = z
  .object({ user: z.object({ id, name: id.optional(), username: id.optional(), team_id: id.optional() }) })
  .transform(({ user }) => [user.id, user.name ?? user.username, user.team_id] as const);

const Introduction = z.union([byCommand, byClick]);

/** Who a request says that its person is: all carry the handle, clicks and forms the person's own workspace. */
export type OnPerson = (userId: string, handle: string, teamId: string | undefined) => void;

export function introduce(body: unknown, onPerson: OnPerson): void {
  const [userId, handle, teamId] = Introduction.safeParse(body).data ?? [];
  if (userId !== undefined && handle !== undefined) onPerson(userId, handle, teamId);
}
