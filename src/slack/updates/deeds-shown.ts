import { fromRow, type NewEntry, SITREP } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { type UpdateEffect, updateEntries } from "../../core/updates/index.ts";
import { editPosted, incidentOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import { actions, isRefused, type Message } from "../kit/index.ts";
import { undoButton } from "../related/index.ts";
import { recordedUpdate } from "./recorded-update.ts";
import { type UpdateModel, updateMessage } from "./views/update-message.ts";
import { withdrawnMessage } from "./views/withdrawn.ts";

type Shown = Extract<UpdateEffect, { kind: "show_update" }>;

interface Place {
  readonly channelId: string;
  readonly ts: string;
}

/** Where an update stands, for the record: there it can be taken back. */
export const delivered = (
  { key, data }: DeedInput<{ readonly updateKey: string }>,
  { turn }: UpdateModel,
  place: Place,
  isOwnRoom = false,
): readonly NewEntry[] =>
  turn !== undefined
    ? []
    : [
        {
          kind: "update_delivered",
          by: SITREP,
          key: `delivered/${key}`,
          about: data.updateKey,
          data: { ...place, isOwnRoom },
        },
      ];

/** The update with the button that takes it back, as long as that can be. */
export function takenBackBy({ id, related }: Incident, updateKey: string, shown: Message): Message {
  const undoable = related.undoable.find(({ key, kind }) => key === updateKey && kind === "update_posted");
  if (!undoable) return shown;
  return { ...shown, blocks: [...shown.blocks, actions([undoButton(id, undoable)])] };
}

/** An update where it stands, made true. */
export const shownDeeds = (ctx: Context): DeedTable<Shown> => ({
  show_update: {
    async carryOut(input) {
      const incident = await incidentOf(ctx, input);
      const { updateKey } = input.data;
      const isWithdrawn = incident.updates.withdrawn.includes(updateKey);
      const update = await recordedUpdate(ctx, incident, updateKey);
      for (const { channelId, ts, isOwnRoom } of await placesOf(ctx, incident.id, updateKey)) {
        const shown = isOwnRoom && update && takenBackBy(incident, updateKey, updateMessage(update, "channel"));
        const wanted = isWithdrawn ? withdrawnMessage(incident, isOwnRoom) : shown;
        if (wanted) await edited(ctx, { channelId, ts }, wanted);
      }
      return [];
    },
    whenRefused: { note: "An update that was taken back could not be edited everywhere" },
  },
});

async function placesOf(ctx: Context, incidentId: number, updateKey: string) {
  const rows = await ctx.store.entriesAbout(incidentId, updateKey);
  return rows
    .filter(({ kind }) => kind === "update_delivered")
    .map((row) => updateEntries.update_delivered.parse(fromRow(row).data));
}

/** One place that is closed by now keeps no other from being put right. */
async function edited(ctx: Context, place: Place, wanted: Message): Promise<void> {
  try {
    await editPosted(ctx, place, wanted);
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}
