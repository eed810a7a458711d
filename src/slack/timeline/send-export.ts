import type { NewEntry } from "../../core/ledger/index.ts";
import { isVisibleTo } from "../../core/product.ts";
import { type SendExport, zoneTimes } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import { deedMetadata, directChannel, findFile, isRefused, mrkdwn, refusalCode, sendFile } from "../kit/index.ts";
import { timelineExport } from "./export-file.ts";

/** Sends the timeline as a file to the one who asked, if they may still see it. */
export async function sendExportFile(ctx: Context, input: DeedInput<SendExport["data"]>): Promise<readonly NewEntry[]> {
  const { incidentId, userId, format, askedAt } = input.data;
  const incident = await ctx.ledger.incident(incidentId);
  if (!isVisibleTo(incident, userId)) return [];
  const { tz } = await ctx.directory.person(userId);
  const channel = await directChannel(ctx, userId);
  const name = `incident-${incidentId}-timeline-${zoneTimes("UTC")(askedAt).replace(/\D/g, "")}.${format}`;
  if (input.isInDoubt && (await findFile(ctx, name))) return [];
  const content = await timelineExport(ctx, incidentId, format, tz);
  try {
    const title = `Timeline of #${incidentId}`;
    await sendFile(ctx, { channel, name, title, comment: `${title}, as you asked.`, content });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const code = refusalCode(error) ?? "refused";
    const remedy = code === "missing_scope" ? " Whoever runs Sitrep can allow it with the scope files:write." : "";
    const text = mrkdwn`I could not send you the timeline of #${incidentId} as a file: Slack does not let me upload here (${code}).${remedy} \`/incident timeline #${incidentId} all\` shows it without a file.`;
    const post = { channel, text: text.value, metadata: deedMetadata(input.key) };
    await ctx.slack.call("chat.postMessage", post, { channel });
  }
  return [];
}
