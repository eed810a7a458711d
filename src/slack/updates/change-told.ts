import type { StageId } from "../../config/index.ts";
import { incidentEntries, severityLabel, stageOf } from "../../core/incidents/index.ts";
import { fromRow, personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { UpdateEffect } from "../../core/updates/index.ts";
import { incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import type { Message } from "../kit/index.ts";
import { calledName } from "../roles/index.ts";
import { severityLine, stageLine } from "./views/change-line.ts";

type ChangeEffect = Extract<UpdateEffect, { kind: "tell_change" }>;

/** Tells the channel of another severity or stage, with who changed it. */
export const changeDeeds = (ctx: Context): DeedTable<ChangeEffect> => ({
  tell_change: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const room = roomOf(incident);
      const line = await changeLine(ctx, incident, input.data.entryKey);
      if (room && line) await postOnce(ctx, input, room, line);
      return [];
    },
    whenRefused: { note: "The channel could not be told of a change" },
  },
});

async function changeLine(ctx: Context, { id }: Incident, key: string): Promise<Message | undefined> {
  const row = await ctx.store.entryByKey(id, key);
  const entry = row && fromRow(row);
  if (!entry || entry.isRedacted) return undefined;
  const policy = ctx.policy();
  const userId = personId(entry.by);
  const who = userId === undefined ? "Sitrep" : await calledName(ctx, userId);
  if (entry.kind === "severity_changed") {
    const { before, severity, text } = incidentEntries.severity_changed.parse(entry.data);
    return severityLine({
      who,
      before: severityLabel(policy, before),
      after: severityLabel(policy, severity),
      why: text,
    });
  }
  const { before, stage, takesBack } = incidentEntries.stage_changed.parse(entry.data);
  const position = (of: StageId) => policy.stages.findIndex((each) => each.id === of);
  return stageLine({
    who,
    before: stageOf(policy, before).label,
    after: stageOf(policy, stage).label,
    isBack: takesBack !== undefined || position(stage) < position(before),
  });
}
