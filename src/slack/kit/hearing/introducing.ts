import { z } from "zod";

const id = z.string().min(1);

const byCommand = z.object({ user_id: id, user_name: id }).transform((body) => [body.user_id, body.user_name] as const);

const byClick = z
  .object({ user: z.object({ id, name: id.optional(), username: id.optional() }) })
  .transform(({ user }) => [user.id, user.name ?? user.username] as const);

const Introduction = z.union([byCommand, byClick]);

/** Passes on who a request says that its person is: commands and clicks carry the handle. */
export function introduce(body: unknown, onPerson: (userId: string, handle: string) => void): void {
  const [userId, handle] = Introduction.safeParse(body).data ?? [];
  if (userId !== undefined && handle !== undefined) onPerson(userId, handle);
}
