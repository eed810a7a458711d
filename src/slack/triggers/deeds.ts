import { type AskedQuestion, askedOf, type TriggerEffect } from "../../core/escalation/index.ts";
import { personId, SITREP } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { editPosted, incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { escalateQuestion } from "./views/question.ts";

/** How the channel is asked whether to escalate. */
export const triggerDeeds = (ctx: Context): DeedTable<TriggerEffect> => ({
  ask_to_escalate: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { question } = incident.triggers;
      if (question?.round !== input.data.round) return [];
      const answer = await answerOf(ctx, incident, question);
      const message = escalateQuestion({
        incidentId: incident.id,
        round: question.round,
        reasons: question.reasons.map(({ evidence }) => evidence),
        askedId: askedOf(incident),
        answer,
      });
      if (question.place) {
        await editPosted(ctx, question.place, message);
        return [];
      }
      const room = roomOf(incident);
      if (answer !== undefined || !room) return [];
      const place = await postOnce(ctx, input, room, message);
      const data = { round: question.round, ...place };
      return [{ kind: "trigger_asked", by: SITREP, key: `trigger_asked/${question.round}`, data }];
    },
    whenRefused: { note: "The question whether to escalate could not be posted" },
  },
});

async function answerOf(ctx: Context, { facts }: Incident, { answer }: AskedQuestion): Promise<string | undefined> {
  if (!answer) return facts.isOpen ? undefined : "The incident is over";
  const userId = personId(answer.by);
  if (userId === undefined) return "Others were paged meanwhile";
  const { name } = await ctx.directory.person(userId);
  return answer.isYes ? `${name} escalated` : `${name} decided not to escalate`;
}
