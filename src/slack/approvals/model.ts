import { type Approval, EXPIRY, mayApprove, openApprovals } from "../../core/approvals/index.ts";
import { type Actor, personId } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import { actorName } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { ApprovalListModel } from "./views/approval-list.ts";
import type { ApprovalModel } from "./views/approval-parts.ts";

type Reading = Pick<Context, "directory" | "ledger" | "store" | "policy" | "clock">;

/** A request with the names that its words need. */
export async function approvalModel(ctx: Reading, { id, facts }: Incident, approval: Approval): Promise<ApprovalModel> {
  const { ending } = approval;
  const by = ending && "by" in ending ? ending.by : undefined;
  return {
    incidentId: id,
    title: facts.title,
    channelId: facts.channel?.id,
    approval,
    requester: await named(ctx, approval.requestedBy),
    ender: by && (await named(ctx, by)),
  };
}

/** What waits for a person's answer, and what they wait for, in all incidents that they may know of. */
export async function waitingFor(ctx: Reading, userId: string): Promise<ApprovalListModel> {
  const numbers = await ctx.store.incidentsWithTimers(EXPIRY);
  const incidents = await Promise.all(numbers.map((id) => ctx.ledger.incident(id)));
  const waiting = incidents
    .filter((incident) => isVisibleTo(incident, userId))
    .flatMap((incident) => openApprovals(incident).map((approval) => ({ incident, approval })))
    .filter(({ approval }) => approval.expiresAt > ctx.clock.now());
  const models = (some: typeof waiting) =>
    Promise.all(some.map(({ incident, approval }) => approvalModel(ctx, incident, approval)));
  const may = ({ incident, approval }: (typeof waiting)[number]) =>
    mayApprove(incident, approval, userId, ctx.policy());
  return {
    forMe: await models(waiting.filter((one) => may(one) === "yes")),
    mine: await models(waiting.filter((one) => may(one) !== "yes" && personId(one.approval.requestedBy) === userId)),
  };
}

async function named({ directory }: Pick<Reading, "directory">, actor: Actor): Promise<string> {
  const userId = personId(actor);
  return userId === undefined ? actorName(actor) : (await directory.person(userId)).name;
}
