import type { TriggerAct } from "../../../config/index.ts";
import type { AssessedImpact } from "../../incidents/index.ts";
import { marksOn } from "../../timeline/index.ts";
import type { Sign, WithTriggers } from "./facet.ts";
import { vendorCategory } from "./of-impact.ts";
import { openedAt, type Sighting, type Trigger } from "./sighting.ts";
import { wordsIn } from "./vocabulary.ts";
import { quoted } from "./wording.ts";

type Spoken = "vendorFailure" | "customerAsks" | "exposure" | "regulatory" | "reputation" | "dataLoss";

/** What an answer in the impact form says for sure, so that no words are needed. */
const ASSESSED: Partial<Record<Spoken, (assessment: AssessedImpact) => string | undefined>> = {
  exposure: ({ data }) => (data.isExposureSuspected ? "exposure of data is suspected" : undefined),
  regulatory: ({ business }) => (business.isRegulatoryRisk ? "a regulator may have to be told" : undefined),
  reputation: ({ business }) => (business.isReputationAtRisk ? "the reputation is at risk" : undefined),
  dataLoss: ({ data }) => {
    if (data.isLossSuspected) return "loss of data is suspected";
    return data.isIntegrityDoubted ? "data may be wrong" : undefined;
  },
};

const SPOKEN: Readonly<Record<Spoken, string>> = {
  vendorFailure: "a vendor's failure",
  customerAsks: "a customer who asks",
  exposure: "a breach or exposure",
  regulatory: "a regulatory risk",
  reputation: "a reputational risk",
  dataLoss: "a loss of data",
};

interface Facts {
  readonly at: number;
  readonly why: string;
}

function assessed(id: Spoken, { facts }: WithTriggers): Facts | undefined {
  const last = facts.assessments.at(-1);
  const why = last && ASSESSED[id]?.(last);
  return last && why ? { at: last.at, why } : undefined;
}

function ofCategory(incident: WithTriggers, categories: readonly string[]): Facts | undefined {
  const why = vendorCategory(incident, categories);
  return why === undefined ? undefined : { at: incident.triggers.categoryAt ?? 0, why };
}

/** Title, description and impact are written for all to read. */
function inStatement(id: Spoken, { facts, triggers }: WithTriggers, words: readonly string[]): Facts | undefined {
  const found = wordsIn([facts.title, facts.description, facts.impact].filter(Boolean).join("\n"), words);
  if (found.length === 0) return undefined;
  return {
    at: triggers.statedAt ?? 0,
    why: `${quoted(found)} in its description ${found.length === 1 ? "speaks" : "speak"} of ${SPOKEN[id]}`,
  };
}

const PURPOSEFUL: ReadonlySet<string> = new Set(["key_event", "finding", "root_cause", "impact"]);

const isStated = (incident: WithTriggers, { about, isStated: isNote }: Sign): boolean =>
  isNote || marksOn(incident.timeline, about).some((mark) => PURPOSEFUL.has(mark));

const wereOrWas = ({ words }: Sign): string => (words.length === 1 ? "was" : "were");

function inMessages(id: Spoken, incident: WithTriggers) {
  const standing = (incident.triggers.signs[id] ?? []).filter(
    ({ about, at }) => !incident.timeline.deleted.includes(about) && at >= openedAt(incident),
  );
  const stated = standing.find((sign) => isStated(incident, sign));
  const said = standing.find((sign) => !isStated(incident, sign));
  return {
    stated: stated && {
      at: stated.at,
      why: `${quoted(stated.words)} ${wereOrWas(stated)} noted or marked, which speaks of ${SPOKEN[id]}`,
    },
    said: said && { at: said.at, why: `${quoted(said.words)} ${wereOrWas(said)} said, which may mean ${SPOKEN[id]}` },
  };
}

/** What the policy says of a trigger that listens. */
interface Heard {
  readonly does: TriggerAct;
  readonly whenSaid: TriggerAct | "nothing";
  readonly words: readonly string[];
  readonly afterMs: number;
  readonly categories?: readonly string[];
}

function heard(id: Spoken, incident: WithTriggers, { does, whenSaid, words, afterMs, categories }: Heard): Sighting[] {
  const opened = openedAt(incident);
  const messages = inMessages(id, incident);
  const facts =
    assessed(id, incident) ??
    ofCategory(incident, categories ?? []) ??
    inStatement(id, incident, words) ??
    messages.stated;
  const sure: Sighting[] = facts
    ? [{ cause: `stated/${opened}`, at: Math.max(opened, facts.at) + afterMs, evidence: facts.why, does }]
    : [];
  const { said } = messages;
  if (!said || whenSaid === "nothing") return sure;
  return [...sure, { cause: `said/${opened}`, at: said.at + afterMs, evidence: said.why, does: whenSaid }];
}

const spoken = <Id extends Spoken>(id: Id): Trigger<Id> => ({
  id,
  sightings: (incident, _world, settings) => heard(id, incident, settings),
});

/** Triggers that listen for words. */
export const SPOKEN_TRIGGERS = [
  spoken("dataLoss"),
  spoken("exposure"),
  spoken("customerAsks"),
  spoken("regulatory"),
  spoken("vendorFailure"),
  spoken("reputation"),
] as const;

export const SPOKEN_IDS = SPOKEN_TRIGGERS.map(({ id }) => id);
