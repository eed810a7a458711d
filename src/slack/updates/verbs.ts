import type { Policy } from "../../config/index.ts";
import { severityLabel } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import { serviceLabel, synonymsOf } from "../../core/services/index.ts";
import { postUpdate, setVerbosity, subscribe, unsubscribe, Verbosity, verbosityOf } from "../../core/updates/index.ts";
import type { SubscriptionRow } from "../../db/rows.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn, namedText, type Reply } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { postedReply, updateFormModel } from "./handlers.ts";
import { parseWish, type Wish } from "./subscription-words.ts";
import { updateForm } from "./views/update-form.ts";

const MEANING: Record<Verbosity, string> = {
  full: "everything is said here",
  compact: "stage changes are not said here, and reminders that can wait go to whoever leads, by direct message",
  silent: "only updates and the end are posted here; what is due goes to people by direct message",
};

/** The words of `/incident` about updates and who gets them. */
export function updateVerbs(ctx: Context): readonly Verb[] {
  return [
    {
      name: "update",
      usage: "update [what is happening]",
      help: "Posts an update: a form, or at once with text.",
      act: "update",
      needs: "incident",
      async run({ incident, words, userId, triggerId, requestKey }) {
        if (words === "") {
          await ctx.interactive.open(triggerId, updateForm(updateFormModel(ctx, incident)));
          return undefined;
        }
        const situation = await namedText(ctx, words);
        const recorded = await ctx.ledger.record(incident.id, postUpdate({ userId, situation }), { once: requestKey });
        return postedReply(ctx, recorded.incident);
      },
    },
    {
      name: "subscribe",
      synonyms: ["follow"],
      usage: "subscribe [sev1 | service checkout | list]",
      help: "Sends you every update of this incident, of a severity or of a service.",
      act: "contribute",
      needs: "nothing",
      run: (input) => subscribing(ctx, input),
    },
    {
      name: "unsubscribe",
      synonyms: ["unfollow"],
      usage: "unsubscribe [sev1 | service checkout]",
      help: "Ends that.",
      act: "contribute",
      needs: "nothing",
      run: (input) => unsubscribing(ctx, input),
    },
    {
      name: "verbosity",
      usage: "verbosity full | compact | silent",
      help: "How much Sitrep says in this channel.",
      act: ({ words }) => (words === "" ? "look" : "lead"),
      needs: "incident",
      async run({ incident, words, userId, requestKey }) {
        if (words === "") return said(mrkdwn`This channel is set to ${level(verbosityOf(incident, ctx.policy()))}`);
        const wanted = Verbosity.safeParse(words.toLowerCase());
        if (!wanted.success) {
          throw new InvalidInputError(
            "Choose how much is said here: `/incident verbosity full`, `compact` or `silent`.",
          );
        }
        const decision = setVerbosity({ userId, verbosity: wanted.data });
        await ctx.ledger.record(incident.id, decision, { once: requestKey });
        return said(mrkdwn`This channel is now set to ${level(wanted.data)}`);
      },
    },
  ];
}

const said = (text: Mrkdwn): Reply => ({ text: text.value });

const level = (verbosity: Verbosity): Mrkdwn => mrkdwn`${verbosity}: ${MEANING[verbosity]}.`;

async function subscribing(ctx: Context, { userId, incident, requestKey, words }: VerbInput): Promise<Reply> {
  const wish = parseWish(await namedText(ctx, words), ctx.policy());
  if (isStanding(wish)) {
    await ctx.store.subscribe({ userId, kind: wish.kind, target: wish.target, since: ctx.clock.now() });
    return said(mrkdwn`You get every update of ${wish.label} incidents by direct message from now on.`);
  }
  if (wish.kind === "list" || !incident) return said(await standing(ctx, userId, incident));
  await ctx.ledger.record(incident.id, subscribe({ userId }), { once: requestKey });
  return said(mrkdwn`You get every update of #${incident.id} by direct message from now on.`);
}

async function unsubscribing(ctx: Context, { userId, incident, requestKey, words }: VerbInput): Promise<Reply> {
  const wish = parseWish(await namedText(ctx, words), ctx.policy(), true);
  if (isStanding(wish)) {
    for (const target of targetsOf(wish, ctx.policy())) {
      await ctx.store.unsubscribe({ userId, kind: wish.kind, target });
    }
    return said(mrkdwn`You no longer get the updates of ${wish.label} incidents.`);
  }
  if (wish.kind === "list" || !incident) return said(await standing(ctx, userId, incident));
  await ctx.ledger.record(incident.id, unsubscribe({ userId }), { once: requestKey });
  return said(mrkdwn`You no longer get the updates of #${incident.id}.`);
}

/** A service may have been subscribed to by another of its names, before the catalog knew it. */
const targetsOf = ({ kind, target }: Standing, { services }: Policy): readonly string[] =>
  kind === "service" ? synonymsOf(services, target) : [target];

type Standing = Extract<Wish, { kind: "severity" | "service" }>;

const isStanding = (wish: Wish): wish is Standing => wish.kind === "severity" || wish.kind === "service";

/** What a person hears of, and how to change it. */
async function standing(ctx: Context, userId: string, incident: Incident | undefined): Promise<Mrkdwn> {
  const rows = await ctx.store.subscriptionsOf(userId);
  const here = incident?.updates.subscribers.includes(userId) ? [mrkdwn`this incident`] : [];
  const all = [...here, ...rows.map((row) => describe(row, ctx.policy()))];
  const how = mrkdwn`\`/incident subscribe sev1\` or \`/incident subscribe service checkout\` adds one; in an incident's channel \`/incident subscribe\` alone is enough.`;
  if (all.length === 0) return mrkdwn`You are subscribed to nothing. ${how}`;
  return mrkdwn`You get the updates of ${joinMrkdwn(all, ", ")}. \`/incident unsubscribe …\` ends one. ${how}`;
}

function describe({ kind, target }: SubscriptionRow, policy: Policy): Mrkdwn {
  return kind === "severity"
    ? mrkdwn`${severityLabel(policy, target)} incidents`
    : mrkdwn`incidents of ${serviceLabel(policy.services, target)}`;
}
