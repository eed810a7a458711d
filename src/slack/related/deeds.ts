import { invitation } from "../../core/incidents/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import { product } from "../../core/product.ts";
import {
  type OfferDeclaration,
  OPENED,
  openedEntry,
  peopleOf,
  type RelatedEffect,
  relatedEntries,
  survivorOf,
  toldEntry,
} from "../../core/related/index.ts";
import { verbosityOf } from "../../core/updates/index.ts";
import { incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { namedWords } from "../kit/index.ts";
import { readThread } from "../timeline/index.ts";
import { mergeDeeds } from "./deeds-merge.ts";
import { offerDeeds } from "./offering.ts";
import { workstreamNews } from "./views/messages.ts";

/** How what belongs together hears of each other. */
export const relatedDeeds = (ctx: Context): DeedTable<RelatedEffect | OfferDeclaration> => ({
  ...mergeDeeds(ctx),
  ...offerDeeds(ctx),
  mirror_link: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const row = await ctx.store.entryByKey(incident.id, input.data.entryKey);
      if (!row) return [];
      const { kind, by, at, data } = fromRow(row);
      const said = relatedEntries.linked.parse(data);
      const other = await ctx.ledger.incident(said.incidentId);
      // What is public names nothing private.
      if (incident.facts.isPrivate && !other.facts.isPrivate) return [];
      const mirrored = { ...said, incidentId: incident.id, isHidden: incident.facts.isPrivate, isMirrored: true };
      const key = `link/${incident.id}/${input.data.entryKey}`;
      await ctx.ledger.record(other.id, () => [{ kind, by, at, key, data: mirrored }]);
      return [];
    },
    whenRefused: "drop",
  },
  tell_parent: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { parentId } = incident.facts;
      if (parentId === undefined) return [];
      const row = await ctx.store.entryByKey(incident.id, input.data.entryKey);
      const entry = row && fromRow(row);
      const telling = entry && product.tell(entry);
      const isOpening = input.data.entryKey === OPENED;
      if (!isOpening && !(entry && telling)) return [];
      const told = entry && telling ? toldEntry(incident, entry, telling) : openedEntry(incident);
      const whole = await survivorOf(parentId, async (id) => (await ctx.ledger.incident(id)).facts.mergedInto);
      await ctx.ledger.record(whole, () => [told]);
      return [];
    },
    whenRefused: "drop",
  },
  invite_from_parent: {
    async carryOut(input) {
      const { id, facts } = await incidentOf(ctx, input);
      if (facts.parentId === undefined || !facts.channel) return [];
      const people = peopleOf(await ctx.ledger.incident(facts.parentId));
      const effects = people.length > 0 ? [invitation(id, 0, people)] : [];
      await ctx.ledger.record(id, () => [], { effects });
      return [];
    },
    whenRefused: "drop",
  },
  show_workstream: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const room = roomOf(incident);
      const row = await ctx.store.entryByKey(incident.id, input.data.entryKey);
      if (!room || !row || row.isRedacted || verbosityOf(incident, ctx.policy()) === "silent") return [];
      await postOnce(ctx, input, room, workstreamNews(await newsOf(ctx, fromRow(row))));
      return [];
    },
    whenRefused: { note: "The channel could not be told of a workstream" },
  },
  read_source_thread: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { source } = incident.facts;
      if (source) await readThread(ctx, incident, source);
      return [];
    },
    whenRefused: "drop",
  },
});

async function newsOf(ctx: Context, { kind, data }: ReturnType<typeof fromRow>) {
  const opened = kind === "workstream_opened";
  const {
    incidentId: id,
    title,
    leadId,
  } = opened ? relatedEntries.workstream_opened.parse(data) : relatedEntries.workstream_told.parse(data);
  const text = opened ? undefined : await namedWords(ctx, relatedEntries.workstream_told.parse(data).text);
  const { facts } = await ctx.ledger.incident(id);
  return { id, title, leadId, text, channelId: facts.channel?.id };
}
