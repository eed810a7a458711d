import type { Act } from "../../core/entitlements/index.ts";
import type { Incident } from "../../core/product.ts";
import { holderOf, offerHandover, releaseRole } from "../../core/roles/index.ts";
import type { Context } from "../kit/context.ts";
import { mrkdwn, namedText, type Reply, userMention } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { giveRole, mustBeAble, roleListReply } from "./give.ts";
import { actOfLeaving, actOfTaking, COMMAND, openHandoverForm } from "./handlers.ts";
import { parseRoleWords, type RoleCommand } from "./parse-role-words.ts";

type Asked = VerbInput & { readonly incident: Incident };

/** `/incident role …` and `/incident lead …`. */
export const roleVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "role",
    synonyms: ["roles"],
    usage: "role [commander] [@name]",
    help: "Who does what; take a role, give it, hand it over or `role scribe release` it.",
    act: (asked) => actOf(asked, parseRoleWords(asked.words, ctx.policy())),
    needs: "incident",
    run: (asked) => run(ctx, asked, parseRoleWords(asked.words, ctx.policy())),
  },
  {
    name: "lead",
    synonyms: ["command", "commander"],
    usage: "lead [@name]",
    help: "Take command, or give it to somebody.",
    act: "lead",
    needs: "incident",
    run: (asked) => run(ctx, asked, parseRoleWords(`${COMMAND} ${asked.words}`, ctx.policy())),
  },
];

/** What is one's own (to take a role, to leave it, to hand it over) is less than to decide about others. */
function actOf({ incident, userId }: VerbInput, command: RoleCommand): Act {
  switch (command.kind) {
    case "list":
      return "look";
    case "claim":
      return actOfTaking(command.role.id);
    case "release":
      return actOfLeaving(incident, command.role.id, userId);
    case "give":
      if (command.userId === userId) return actOfTaking(command.role.id);
      return actOfLeaving(incident, command.role.id, userId);
  }
}

async function run(ctx: Context, asked: Asked, command: RoleCommand): Promise<Reply | undefined> {
  const { incident, userId, requestKey } = asked;
  switch (command.kind) {
    case "list":
      return roleListReply(ctx, incident, userId);
    case "release": {
      const released = releaseRole({ role: command.role.id, by: userId });
      const { incident: after } = await ctx.ledger.record(incident.id, released, { once: requestKey });
      return roleListReply(ctx, after, userId);
    }
    case "claim":
      return give(ctx, asked, command.role, userId);
    case "give":
      return holderOf(incident, command.role.id) === userId && command.userId !== userId
        ? handOver(ctx, asked, command)
        : give(ctx, asked, command.role, command.userId);
  }
}

async function give(ctx: Context, asked: Asked, role: { id: string; label: string }, to: string): Promise<Reply> {
  const { incident, userId, requestKey } = asked;
  const giving = { incidentId: incident.id, role: role.id, to, by: userId, requestKey };
  const { held } = await giveRole(ctx, giving);
  if (held) return held;
  const who = to === userId ? mrkdwn`You are` : mrkdwn`${userMention(to)} is`;
  return { text: mrkdwn`${who} ${role.label.toLowerCase()} of #${incident.id} now.`.value };
}

/** The holder's own word: the new one is asked first, with a line that says what they should know. */
async function handOver(
  ctx: Context,
  { incident, userId, triggerId, requestKey }: Asked,
  { role, userId: to, line }: Extract<RoleCommand, { kind: "give" }>,
): Promise<Reply | undefined> {
  await mustBeAble(ctx, to);
  if (line === "") {
    await openHandoverForm(ctx, { incident, role: role.id, userId, triggerId, to });
    return undefined;
  }
  const offer = offerHandover({ role: role.id, from: userId, to, text: await namedText(ctx, line) });
  await ctx.ledger.record(incident.id, offer, { once: requestKey });
  return {
    text: mrkdwn`I asked ${userMention(to)} to take over. You are ${role.label.toLowerCase()} until they accept.`.value,
  };
}
