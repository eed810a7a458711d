import { z } from "zod";
import { severityLabel } from "../../core/incidents/index.ts";
import { person } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import {
  addMessage,
  type HeardMessage,
  mentionedIn,
  messageKey,
  tsToMs,
  withNames,
} from "../../core/timeline/index.ts";
import { ConflictError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import {
  cleanText,
  date,
  type MessageShortcutInput,
  type Mrkdwn,
  modal,
  mrkdwn,
  namesOf,
  oneLine,
  permalinkOf,
  type Reply,
  type SubmitInput,
  type SubmitReply,
  section,
  shorten,
  spokenText,
  visibleIncident,
} from "../kit/index.ts";
import { FIELDS } from "./ids.ts";
import { findMessage } from "./lookup.ts";
import { addMessageForm } from "./views/add-message-form.ts";

/** A message as the form carries it: what does not fit is asked of Slack again. */
const CarriedMessage = z.object({
  channelId: z.string(),
  ts: z.string(),
  threadTs: z.string().optional(),
  authorId: z.string().optional(),
  text: z.string(),
});
type CarriedMessage = z.output<typeof CarriedMessage>;

const LONGEST_CARRIED = 1_200;

/** "Add to incident timeline" on a message: into the only open incident, or into the one that is chosen. */
export async function onAddShortcut(ctx: Context, input: MessageShortcutInput): Promise<Reply | undefined> {
  const { userId, channelId, messageTs: ts, threadTs, authorId, text, triggerId, requestKey } = input;
  const open = await ctx.store.listIncidents({ viewer: userId, isOpen: true });
  const [first, ...others] = open;
  if (!first) {
    throw new NotFoundError("No incident is open, so there is no timeline to add this to. `/incident` declares one.");
  }
  const carried: CarriedMessage = { channelId, ts, threadTs, authorId, text };
  if (others.length === 0) {
    const incident = await ctx.ledger.incident(first.id);
    return { text: (await add(ctx, incident, { carried, userId, requestKey })).value };
  }
  const incidents = open.map(({ id, title, severity }) => ({
    id,
    title,
    severityLabel: severityLabel(ctx.policy(), severity),
  }));
  // A control character would take six in the metadata.
  const cleaned = cleanText(text);
  const metadata = { ...carried, text: shorten(cleaned, LONGEST_CARRIED) };
  const spoken = spokenText(cleaned);
  const shown = withNames(spoken, await namesOf(ctx, mentionedIn([spoken])));
  await ctx.interactive.open(triggerId, addMessageForm({ incidents, text: shown, metadata }));
  return undefined;
}

/** The incident was chosen. */
export async function onAddForm(ctx: Context, input: SubmitInput): Promise<SubmitReply> {
  const incidentId = Number(input.values[FIELDS.incident]);
  if (!Number.isInteger(incidentId)) throw new InvalidInputError("Choose an incident.", FIELDS.incident);
  const incident = await visibleIncident(ctx, incidentId, input.userId);
  const carried = CarriedMessage.parse(input.metadata);
  const { userId, requestKey } = input;
  const said = await add(ctx, incident, { carried, userId, requestKey });
  return { kind: "update", view: modal({ callbackId: "notice", title: "Added", blocks: [section(said)] }) };
}

async function add(
  ctx: Context,
  incident: Incident,
  { carried, userId, requestKey }: { carried: CarriedMessage; userId: string; requestKey: string },
): Promise<Mrkdwn> {
  const { channelId, ts } = carried;
  await mustStayPrivate(ctx, incident, channelId);
  const message = (await findMessage(ctx, channelId, ts)) ?? heardFrom(ctx, carried);
  const known = await ctx.store.entryByKey(incident.id, messageKey(channelId, ts));
  const decision = addMessage(message, userId, known?.kind === "message_said");
  const { entries } = await ctx.ledger.record(incident.id, decision, { once: requestKey });
  const where = mrkdwn`the timeline of #${incident.id} ${oneLine(incident.facts.title, 150)}`;
  if (entries.length === 0) return mrkdwn`That message is on ${where} already.`;
  return mrkdwn`Added to ${where}: ${date(tsToMs(ts), "dateTime")}.`;
}

/** Who is in a private incident may copy its words by hand; we do not carry them to where everybody reads. */
async function mustStayPrivate(ctx: Context, { facts }: Incident, channelId: string): Promise<void> {
  if (facts.isPrivate || !(await ctx.store.incidentOfChannel(channelId))?.isPrivate) return;
  throw new ConflictError(
    "This was said in a private incident, and the timeline it would go to is for everybody, so it stays here.",
  );
}

/** Where the bot is not in the channel, Slack shows it nothing but what the shortcut brought along. */
function heardFrom(ctx: Context, { channelId, ts, threadTs, authorId, text }: CarriedMessage): HeardMessage {
  const isReply = threadTs !== undefined && threadTs !== ts;
  return {
    channelId,
    ts,
    ...(isReply && { threadTs }),
    by: authorId ? person(authorId) : "app:another app",
    text: spokenText(text),
    permalink: permalinkOf(ctx.bot().teamUrl, channelId, ts, isReply ? threadTs : undefined),
    files: [],
  };
}
