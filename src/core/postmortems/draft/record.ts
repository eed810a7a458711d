import type { z } from "zod";
import type { Mark, Policy, Severity } from "../../../config/index.ts";
import { incidentEntries, withDerivedTimes } from "../../incidents/index.ts";
import type { Entry, Telling } from "../../ledger/index.ts";
import { roleEntries } from "../../roles/index.ts";
import { serviceLabel } from "../../services/index.ts";
import { marksOn, timelineEntries } from "../../timeline/index.ts";
import { updateEntries } from "../../updates/index.ts";
import type { WithPostmortem } from "../facet.ts";
import { type Names, quotation } from "./prose.ts";
import { timeNear } from "./words.ts";

/** Everything that a draft is made of; nothing else is known. */
export interface DraftInput {
  readonly incident: WithPostmortem;
  /** All of the incident's, in the order in which things happened. */
  readonly entries: readonly Entry[];
  readonly policy: Policy;
  readonly names: Names;
  readonly tell: (entry: Entry) => Telling | undefined;
  /** The address of a channel or of a message in it; undefined where none is known. */
  readonly permalink: (channelId: string, ts?: string, threadTs?: string) => string | undefined;
  /** Where the incident was announced. */
  readonly announcement?: { readonly channelId: string; readonly ts: string } | undefined;
  /** The most lines of the full record that are shown; all unless told. */
  readonly appendixLines?: number | undefined;
  /** It stands where people could type into it. */
  readonly isLive?: boolean | undefined;
}

const schemas = { ...timelineEntries, ...incidentEntries, ...roleEntries, ...updateEntries };
type Schemas = typeof schemas;
type Known<Kind extends keyof Schemas> = Entry<Kind, z.output<Schemas[Kind]>>;

/** The ledger checked the data against its kind when the entry was written. */
const known = <Kind extends keyof Schemas>(entry: Entry): Known<Kind> => entry as Known<Kind>;

/** The entries of one kind that still have their words. */
export const ofKind = <Kind extends keyof Schemas & string>(entries: readonly Entry[], kind: Kind): Known<Kind>[] =>
  entries.filter((entry) => entry.kind === kind && !entry.isRedacted).map((entry) => known<Kind>(entry));

/** A message as it reads now, with the marks that stand on it. */
export interface Said {
  readonly key: string;
  readonly at: number;
  readonly by: Entry["by"];
  readonly text: string;
  readonly link: string | undefined;
  readonly marks: readonly Mark[];
}

/** All messages of the record that were not deleted, edits applied. */
export function messagesOf({ incident, entries, permalink }: DraftInput): Said[] {
  const edited = new Map(ofKind(entries, "message_edited").map(({ about, data }) => [about, data.text]));
  const deleted = new Set(ofKind(entries, "message_deleted").map(({ about }) => about));
  return [...ofKind(entries, "message_said"), ...ofKind(entries, "message_added")]
    .filter(({ key }) => !deleted.has(key))
    .sort((a, b) => a.at - b.at || a.seq - b.seq)
    .map(({ key, at, by, data }) => ({
      key,
      at,
      by,
      text: edited.get(key) ?? data.text,
      link: data.permalink ?? permalink(data.channelId, data.ts, data.threadTs),
      marks: marksOn(incident.timeline, key),
    }));
}

/** What a section function is given: the input, read once. */
export interface Draft extends DraftInput {
  readonly messages: readonly Said[];
  /** Severities in force, oldest first. */
  readonly severities: readonly {
    readonly at: number;
    readonly id: string;
    readonly by: Entry["by"];
    readonly why?: string | undefined;
  }[];
  readonly declaredAt: number;
}

export function readDraft(input: DraftInput): Draft {
  const declared = ofKind(input.entries, "declared").map(({ at, by, data }) => ({ at, by, id: data.severity }));
  const changed = ofKind(input.entries, "severity_changed").map(({ at, by, data }) => ({
    at,
    by,
    id: data.severity,
    why: data.text,
  }));
  return {
    ...input,
    incident: withDerivedTimes(input.incident),
    messages: messagesOf(input),
    severities: [...declared, ...changed],
    declaredAt: input.incident.facts.times.declared ?? declared[0]?.at ?? 0,
  };
}

/** The severity in force at a moment. */
export function severityAt({ policy, severities, incident }: Draft, ms: number): Severity | undefined {
  const id = severities.findLast((step) => step.at <= ms)?.id ?? severities[0]?.id ?? incident.facts.severity;
  return policy.severities.find((severity) => severity.id === id);
}

/** The services that were hit, by their names. */
export const servicesOf = ({ incident, policy }: Draft): string[] =>
  incident.facts.services.map((service) => serviceLabel(policy.services, service));

export const severityLabel = ({ policy }: Draft, id: string): string =>
  policy.severities.find((severity) => severity.id === id)?.label ?? id;

/** Who did it, by name. */
export function nameOf({ names }: Draft, by: Entry["by"]): string {
  if (by === "sitrep") return "Sitrep";
  return by.startsWith("person:") ? names(by.slice("person:".length)) : by.slice("app:".length);
}

/** Marked messages as list lines, each with its time, author and address. */
export function quotesOf(draft: Draft, mark: Mark): string[] {
  return draft.messages.filter(({ marks }) => marks.includes(mark)).map((said) => quote(draft, said));
}

export function quote(draft: Draft, said: Said): string {
  const address = said.link ? ` ([message](${said.link}))` : "";
  const when = timeNear(said.at, draft.declaredAt);
  return `**${when}** ${nameOf(draft, said.by)}: “${spoken(draft, said)}”${address}`;
}

/** The words of a message; people in it are spoken to. */
export const spoken = ({ names }: Draft, { text }: Said): string => quotation(text, (userId) => `@${names(userId)}`);

/** Without a word about it, the start counts as that of the declaration, which nobody claimed. */
export const isStartKnown = ({ incident }: Draft): boolean => {
  const { times, corrected } = incident.facts;
  return corrected.includes("started") || (times.started !== undefined && times.started !== times.declared);
};
