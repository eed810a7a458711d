import { type Incident, isVisibleTo } from "../../core/product.ts";
import { InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import type { CommandInput, Registrations, Reply } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { RunVerbValue, runVerb } from "./ids.ts";
import { parseCommand } from "./parse.ts";
import { chooseIncident } from "./views/choose-incident.ts";
import { helpMessage } from "./views/help.ts";

export interface RouterParts {
  readonly ctx: Context;
  readonly verbs: readonly Verb[];
  /** `/incident` alone, where there is no incident. */
  openDeclareForm(input: CommandInput): Promise<Reply | undefined>;
  /** `/incident` alone, in the channel of one. */
  controlPanel(input: CommandInput, incident: Incident): Promise<Reply | undefined>;
}

/** `/incident …`: finds the verb and the incident that are meant, and never stays silent. */
export function createRouter({ ctx, verbs: slices, openDeclareForm, controlPanel }: RouterParts) {
  const help: Verb = {
    name: "help",
    synonyms: ["?", "usage"],
    usage: "help",
    help: "What can be done here.",
    needs: "nothing",
    run: async ({ incident }) => {
      const about = incident && { id: incident.id, title: incident.facts.title };
      return helpMessage({ verbs, incident: about });
    },
  };
  const verbs: readonly Verb[] = [...slices, help];

  async function onCommand(input: CommandInput): Promise<Reply | undefined> {
    const parsed = parseCommand(input.text, verbs);
    if (parsed.kind === "unknown") return unknown(parsed.word, parsed.meant);
    const incident = await incidentFor(input, parsed.incidentId);
    if (parsed.kind === "nothing") return incident ? controlPanel(input, incident) : openDeclareForm(input);
    return run(parsed.verb, { ...input, words: parsed.words, incident });
  }

  async function run(verb: Verb, input: VerbInput): Promise<Reply | undefined> {
    if (verb.needs === "nothing") return verb.run(input);
    if (input.incident) return verb.run({ ...input, incident: input.incident });
    return offerIncidents(verb, input);
  }

  async function offerIncidents(verb: Verb, { userId, words }: VerbInput): Promise<Reply> {
    const open = await ctx.store.listIncidents({ viewer: userId, isOpen: true });
    if (open.length === 0) {
      throw new NotFoundError(`No incident is open, so there is nothing to ${verb.name}. \`/incident\` declares one.`);
    }
    const incidents = open.map(({ id, title, severity }) => ({ id, title, severityLabel: labelOf(severity) }));
    return chooseIncident({ verb: verb.name, words, incidents });
  }

  async function incidentFor(input: CommandInput, named: number | undefined): Promise<Incident | undefined> {
    if (named !== undefined) return visible(named, input.userId);
    const row = await ctx.store.incidentOfChannel(input.channelId);
    return row ? ctx.ledger.incident(row.id) : undefined;
  }

  async function visible(id: number, userId: string): Promise<Incident> {
    const row = await ctx.store.incident(id);
    const incident = row ? await ctx.ledger.incident(id) : undefined;
    if (incident && isVisibleTo(incident, userId)) return incident;
    throw new NotFoundError(`There is no incident #${id} that you can see. \`/incident list\` shows those you can.`);
  }

  const labelOf = (severity: string): string =>
    ctx.policy().severities.find((level) => level.id === severity)?.label ?? severity;

  return {
    register(hearing: Registrations): void {
      hearing.onCommand(onCommand);
      hearing.onClick(runVerb.pattern, async (click) => {
        const [name, words] = RunVerbValue.parse(JSON.parse(click.value ?? "[]"));
        const verb = verbs.find((candidate) => candidate.name === name);
        if (!verb)
          throw new InvalidInputError(`Sitrep no longer knows \`${name}\`. \`/incident help\` lists what it knows.`);
        const incident = await visible(runVerb.parse(click.actionId).incidentId, click.userId);
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

function unknown(word: string, meant: readonly Verb[]): never {
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  const guess = meant.map((verb) => `\`/incident ${verb.usage}\``).join(" or ");
  const hint = guess ? `Did you mean ${guess}?` : "`/incident help` lists what works here; `/incident` alone declares.";
  throw new InvalidInputError(`Sitrep does not know “${shown}”. ${hint}`);
}
