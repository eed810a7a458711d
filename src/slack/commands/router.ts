import type { Act } from "../../core/entitlements/index.ts";
import { parseDeclaration } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import { withoutSecrets } from "../../core/timeline/index.ts";
import { TYPED } from "../../core/upkeep.ts";
import type { IncidentRow } from "../../db/rows.ts";
import { InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import {
  type CommandInput,
  type Doors,
  type Gate,
  LIMITS,
  type Reply,
  readableText,
  readCarriedJson,
  shorten,
  visibleIncident,
} from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { RunVerbValue, runVerb } from "./ids.ts";
import { type ParsedCommand, parseCommand } from "./parse.ts";
import { chooseIncident } from "./views/choose-incident.ts";
import { helpMessage, verbHelp } from "./views/help.ts";

export interface RouterParts {
  readonly ctx: Context;
  readonly verbs: readonly Verb[];
  readonly gate: Gate;
  /** `/incident` alone, where there is no incident. */
  openDeclareForm(input: CommandInput): Promise<Reply | undefined>;
  /** `/incident` alone, in the channel of one. */
  controlPanel(input: CommandInput, incident: Incident): Promise<Reply | undefined>;
}

/** `/incident …`: finds the verb and the incident that are meant, and never stays silent. */
export function createRouter({ ctx, gate, verbs: slices, openDeclareForm, controlPanel }: RouterParts) {
  const help: Verb = {
    name: "help",
    synonyms: ["?", "usage"],
    usage: "help [all | command]",
    help: "What can be done here.",
    act: "look",
    needs: "nothing",
    run: async ({ incident, words }) => {
      const about = incident && { id: incident.id, title: incident.facts.title };
      const asked = words.toLowerCase();
      if (asked === "" || asked === "all") return helpMessage({ verbs, incident: about, isWhole: asked === "all" });
      const parsed = parseCommand(asked, verbs);
      if (parsed.kind === "verb") return verbHelp(parsed.verb);
      throw parsed.kind === "unknown" ? notUnderstood(parsed, incident !== undefined) : new InvalidInputError(HELP_ON);
    },
  };
  const verbs: readonly Verb[] = [...slices, help];

  async function onCommand(input: CommandInput): Promise<Reply | undefined> {
    const parsed = parseCommand(input.text, verbs);
    if (parsed.kind === "unknown") return otherwise(input, parsed);
    const incident = await incidentFor(input, parsed.incidentId);
    if (parsed.kind === "nothing") {
      await gate.admit(input.userId, incident ? "look" : "declare", incident);
      return incident ? controlPanel(input, incident) : openDeclareForm(input);
    }
    return run(parsed.verb, { ...input, words: parsed.words, incident });
  }

  async function run(verb: Verb, input: VerbInput): Promise<Reply | undefined> {
    if (verb.needs === "nothing") {
      await gate.admit(input.userId, actOf(verb, input), input.incident);
      return verb.run(input);
    }
    if (input.incident) {
      await gate.admit(input.userId, actOf(verb, input), input.incident);
      return verb.run({ ...input, incident: input.incident });
    }
    await gate.admit(input.userId, "look", undefined);
    return offerIncidents(verb, input);
  }

  /** A severity where no incident is declares one: "/incident sev2 Checkout errors". */
  async function otherwise(input: CommandInput, unknown: Unknown): Promise<Reply | undefined> {
    const { word } = unknown;
    const incident = await incidentFor(input, unknown.incidentId);
    const isSeverity = !/^\d+$/.test(word) && parseDeclaration(word, ctx.policy()).severity !== undefined;
    const declare = verbs.find(({ name }) => name === "declare");
    await gate.admit(input.userId, "look", incident);
    if (!isSeverity || declare?.needs !== "nothing") throw notUnderstood(unknown, incident !== undefined);
    if (!incident) return run(declare, { ...input, words: input.text.trim(), incident });
    throw new InvalidInputError(
      `Do you mean this incident? \`/incident severity ${word}\` changes its severity. \`/incident declare ${word} What is broken\` declares another one.`,
    );
  }

  async function offerIncidents(verb: Verb, { userId, words, requestKey }: VerbInput): Promise<Reply> {
    const { offers = "open" } = verb;
    const listed = await offered(offers, userId);
    if (listed.length === 0) throw new NotFoundError(nothingFor(verb, offers));
    const incidents = listed.map(({ id, title, severity }) => ({ id, title, severityLabel: labelOf(severity) }));
    const value = await carried(verb, words, requestKey);
    return chooseIncident({ verb: verb.name, value, incidents, isOpenOnly: offers === "open" });
  }

  /** The newest first; where both are offered, what is going on before what is over. */
  async function offered(offers: Offers, viewer: string): Promise<readonly IncidentRow[]> {
    const list = (isOpen: boolean) => ctx.store.listIncidents({ viewer, isOpen, limit: MOST_OFFERED });
    const open = offers === "over" ? [] : await list(true);
    const over = offers === "open" ? [] : await list(false);
    return [...open, ...over];
  }

  /** What a button remembers of the command, so that nothing has to be typed again. */
  async function carried(verb: Verb, words: string, requestKey: string): Promise<string> {
    const value = JSON.stringify([verb.name, words]);
    if (value.length <= LIMITS.button.value) return value;
    const keptAs = `${TYPED}${requestKey}`;
    await ctx.store.keep(keptAs, withoutSecrets(words, ctx.policy()));
    return JSON.stringify([verb.name, "", keptAs]);
  }

  async function incidentFor(input: CommandInput, named: number | undefined): Promise<Incident | undefined> {
    if (named !== undefined) return visibleIncident(ctx, named, input.userId);
    const id = await ctx.store.incidentIdOfChannel(input.channelId);
    return id === undefined ? undefined : ctx.ledger.incident(id);
  }

  const labelOf = (severity: string): string =>
    ctx.policy().severities.find((level) => level.id === severity)?.label ?? severity;

  return {
    register(hearing: Doors): void {
      hearing.onCommand(onCommand);
      hearing.onClick(runVerb.pattern, "look", async (click) => {
        const [name, typed, keptAs] = readCarriedJson(RunVerbValue, click.value);
        const words = (keptAs?.startsWith(TYPED) && (await ctx.store.keepsake(keptAs))) || typed;
        const verb = verbs.find((candidate) => candidate.name === name);
        if (!verb)
          throw new InvalidInputError(`Sitrep no longer knows \`${name}\`. \`/incident help\` lists what it knows.`);
        const incident = await visibleIncident(ctx, runVerb.parse(click.actionId).incidentId, click.userId);
        const { userId, triggerId, requestKey, responseUrl = "", channelId = "" } = click;
        const reply = await run(verb, {
          userId,
          channelId,
          text: words,
          triggerId,
          responseUrl,
          requestKey,
          words,
          incident,
        });
        return reply && { replaceOriginal: true, ...reply };
      });
    },
  };
}

const actOf = ({ act }: Verb, input: VerbInput): Act => (typeof act === "function" ? act(input) : act);

type Offers = NonNullable<Verb["offers"]>;
type Unknown = Extract<ParsedCommand, { kind: "unknown" }>;

const LONGEST_SHOWN = 40;

const HELP_ON = "Say which command: `/incident help resolve`, or `/incident help all` for every one.";

/** More than can be shown, so that the answer says that there are more. */
const MOST_OFFERED = 11;

function nothingFor({ name }: Verb, offers: Offers): string {
  switch (offers) {
    case "open":
      return `No incident is open, so \`/incident ${name}\` has nothing to work on. \`/incident\` declares one.`;
    case "over":
      return `No incident is over yet, so \`/incident ${name}\` has nothing to work on. \`/incident list\` shows the open ones.`;
    case "all":
      return `There is no incident yet, so \`/incident ${name}\` has nothing to work on. \`/incident\` declares one.`;
  }
}

function notUnderstood({ word, meant }: Unknown, isInIncident: boolean): InvalidInputError {
  const shown = shorten(readableText(word), LONGEST_SHOWN);
  const numbered = /^\d{1,9}$/.test(word) ? [`\`/incident #${word}\``] : [];
  const guesses = [...numbered, ...meant.map((verb) => `\`/incident ${verb.usage}\``)];
  const declaring = isInIncident ? "" : "; `/incident declare sev2 What is broken` declares";
  const hint =
    guesses.length > 0
      ? `Did you mean ${guesses.join(" or ")}?`
      : `\`/incident help\` lists what works here${declaring}.`;
  return new InvalidInputError(`Sitrep does not know “${shown}”. ${hint}`);
}
