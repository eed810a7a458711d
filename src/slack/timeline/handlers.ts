import { z } from "zod";
import { addNote, parseMoment } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, onClockOf, parseFields, spokenText, visibleIncident } from "../kit/index.ts";
import { onAddForm, onAddShortcut } from "./add-message.ts";
import { onArchive, onMove } from "./channel-events.ts";
import { ADD_FORM, ADD_SHORTCUT, FIELDS, NOTE_FORM, openTimeline, turnPage } from "./ids.ts";
import { readMessageEvent } from "./message-events.ts";
import { onReaction } from "./reaction-events.ts";
import { showPage } from "./verbs.ts";

const NoteFields = z.object({ [FIELDS.text]: z.string("Write what happened."), [FIELDS.when]: z.string().default("") });
const OfIncident = z.object({ incidentId: z.number() });

/** What the timeline listens to. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onEvent("message", async ({ event }) => {
      const heard = readMessageEvent(event, ctx.bot());
      const incidentId = heard && (await ctx.store.incidentIdOfChannel(heard.channelId));
      // What a message says has a key of its own, so an event that comes again needs no other.
      if (heard && incidentId !== undefined) await ctx.ledger.record(incidentId, heard.decision);
    });
    hearing.onEvent("reaction_added", (input) => onReaction(ctx, input, true));
    hearing.onEvent("reaction_removed", (input) => onReaction(ctx, input, false));
    hearing.onEvent("member_joined_channel", (input) => onMove(ctx, input, true));
    hearing.onEvent("member_left_channel", (input) => onMove(ctx, input, false));
    for (const type of ["channel_archive", "group_archive"]) {
      hearing.onEvent(type, (input) => onArchive(ctx, input, true));
    }
    for (const type of ["channel_unarchive", "group_unarchive"]) {
      hearing.onEvent(type, (input) => onArchive(ctx, input, false));
    }

    hearing.onClick(openTimeline.pattern, "look", async ({ actionId, userId }) => {
      const incident = await visibleIncident(ctx, openTimeline.parse(actionId).incidentId, userId);
      return showPage(ctx, incident, false, []);
    });
    hearing.onClick(turnPage.pattern, "look", async ({ actionId, userId, value }) => {
      const { incidentId, isAll } = turnPage.parse(actionId);
      const incident = await visibleIncident(ctx, incidentId, userId);
      return { ...(await showPage(ctx, incident, isAll === "yes", trailOf(value))), replaceOriginal: true };
    });

    hearing.onSubmit(NOTE_FORM, "contribute", async ({ values, metadata, userId, requestKey }) => {
      const incident = await visibleIncident(ctx, OfIncident.parse(metadata).incidentId, userId);
      const fields = parseFields(NoteFields, values);
      const at = await onClockOf(ctx, userId, (timeZone) =>
        parseMoment(fields.when, ctx.clock.now(), timeZone, FIELDS.when),
      );
      const note = addNote({ by: userId, at, text: spokenText(fields.text), requestKey });
      await ctx.ledger.record(incident.id, note, { once: requestKey });
    });

    hearing.onMessageShortcut(ADD_SHORTCUT, "contribute", (input) => onAddShortcut(ctx, input));
    hearing.onSubmit(ADD_FORM, "contribute", (input) => onAddForm(ctx, input));
  };

const trailOf = (value: string | undefined): number[] =>
  (value ?? "").split(",").flatMap((part) => (/^\d{1,9}$/.test(part) ? [Number(part)] : []));
