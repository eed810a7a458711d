import { type Entry, fromRow, personId } from "../../core/ledger/index.ts";
import { openQuestions, type PostmortemEffect, postmortemDueAt, syncFollowUp } from "../../core/postmortems/index.ts";
import { isVisibleTo } from "../../core/product.ts";
import { incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { namedWords } from "../kit/index.ts";
import { calledName } from "../roles/index.ts";
import { sendDocument, showDocument } from "./document.ts";
import { postmortemMarkdown } from "./draft.ts";
import { announcement } from "./views/announcement.ts";
import { assignedMessage } from "./views/assigned.ts";

/** How a draft becomes a document in Slack, and a mark an action item. */
export const postmortemDeeds = (ctx: Context): DeedTable<PostmortemEffect> => ({
  postmortem_show: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const isWanted = incident.postmortem.state !== undefined && !incident.facts.isCancelled;
      return isWanted ? showDocument(ctx, input, incident) : [];
    },
    whenRefused: { note: "The post-mortem could not be posted" },
  },
  postmortem_announce: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const room = roomOf(incident);
      if (!room) return [];
      const markdown = await postmortemMarkdown(ctx, incident.id);
      const news = announcement({
        incidentId: incident.id,
        title: incident.facts.title,
        state: incident.postmortem.state ?? "draft",
        dueAt: postmortemDueAt(incident, ctx.policy()),
        document: incident.postmortem.document,
        questions: openQuestions(markdown),
        news: input.data.news,
      });
      await postOnce(ctx, input, room, news);
      return [];
    },
    whenRefused: { note: "The channel could not be told about the post-mortem" },
  },
  follow_up_sync: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { messageKey } = input.data;
      const text = await wordsOf(ctx, incident.id, messageKey);
      // Decided with the state of that moment, so that two marks at once are one item.
      await ctx.ledger.record(incident.id, syncFollowUp({ messageKey, text }));
      return [];
    },
    whenRefused: "drop",
  },
  tell_assigned: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const room = roomOf(incident);
      const { id, ownerId, by } = input.data;
      const action = incident.postmortem.actions[id];
      if (!room || action?.ownerId !== ownerId || action.doneAt !== undefined) return [];
      const giverId = personId(by);
      const giver = giverId === undefined ? "Sitrep" : await calledName(ctx, giverId);
      await postOnce(ctx, input, room, assignedMessage({ ...action, ownerId, giver }));
      return [];
    },
    whenRefused: { note: "The owner of an action item could not be told" },
  },
  postmortem_send: {
    async carryOut(input) {
      const { incidentId, userId } = input.data;
      const incident = await ctx.ledger.incident(incidentId);
      if (isVisibleTo(incident, userId)) await sendDocument(ctx, input, incident, userId);
      return [];
    },
    whenRefused: "drop",
  },
});

/** What a message says now, in plain words; undefined when it is gone. */
async function wordsOf(ctx: Context, incidentId: number, key: string): Promise<string | undefined> {
  const row = await ctx.store.entryByKey(incidentId, key);
  if (!row) return undefined;
  const later = (await ctx.store.entriesAbout(incidentId, key)).map(fromRow);
  if (row.isRedacted || later.some(({ kind }) => kind === "message_deleted")) return undefined;
  const latest = later.findLast(({ kind, isRedacted }) => kind === "message_edited" && !isRedacted);
  const text = textOf(latest ?? fromRow(row));
  return text && namedWords(ctx, text);
}

function textOf({ data }: Entry): string | undefined {
  const hasText = typeof data === "object" && data !== null && "text" in data && typeof data.text === "string";
  return hasText ? String(data.text) : undefined;
}
