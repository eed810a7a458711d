import { holderOf } from "../roles/index.ts";
import { declarerOf, mayHear, speakerOf } from "../updates/index.ts";
import type { Target } from "./entries.ts";
import type { WithReminders } from "./facet.ts";

/** Who is reminded, in words that rules use; undefined when there is nobody and no place. */
export type Recipient = (incident: WithReminders, subject: string | undefined) => Target | undefined;

const holder = (incident: WithReminders, role: string): string | undefined => {
  const userId = holderOf(incident, role);
  return userId !== undefined && mayHear(incident, userId) ? userId : undefined;
};

/** Who leads: the commander, else whoever declared. */
const chairOf = (incident: WithReminders): string | undefined => holder(incident, "commander") ?? declarerOf(incident);

const present = (userIds: readonly (string | undefined)[]): string[] => [
  ...new Set(userIds.filter((userId) => userId !== undefined)),
];

function inChannel({ facts }: WithReminders, userIds: readonly (string | undefined)[]): Target | undefined {
  return facts.channel && !facts.channel.isArchived ? { kind: "channel", userIds: present(userIds) } : undefined;
}

function personOr(userId: string | undefined, otherwise: Target | undefined): Target | undefined {
  return userId === undefined ? otherwise : { kind: "person", userId };
}

export const RECIPIENTS = {
  /** The communications lead, else the commander, else the declarer. */
  speaker: (incident) => personOr(speakerOf(incident) ?? declarerOf(incident), inChannel(incident, [])),
  chair: (incident) => personOr(chairOf(incident), inChannel(incident, [])),
  declarer: (incident) => personOr(declarerOf(incident), inChannel(incident, [])),
  /** The channel, with who is responsible named in it. */
  channel: (incident) => {
    const asked = speakerOf(incident) ?? declarerOf(incident);
    return inChannel(incident, [asked]) ?? personOr(asked, undefined);
  },
  /** The channel, with who leads named in it. */
  room: (incident) => inChannel(incident, [chairOf(incident)]) ?? personOr(chairOf(incident), undefined),
  /** Whoever comes next when the speaker did not answer; with nobody left, the channel with names. */
  nextLevel: (incident) => {
    const asked = speakerOf(incident) ?? declarerOf(incident);
    const others = ["commander", "tech_lead", "operations_lead"].map((role) => holder(incident, role));
    const next = others.find((userId) => userId !== undefined && userId !== asked);
    const all = inChannel(incident, [asked, chairOf(incident), declarerOf(incident)]);
    return personOr(next, all ?? personOr(asked, undefined));
  },
  /** Who owns the action item, else who leads. */
  owner: (incident, subject) => {
    const ownerId = subject === undefined ? undefined : incident.postmortem.actions[subject]?.ownerId;
    const owner = ownerId !== undefined && mayHear(incident, ownerId) ? ownerId : undefined;
    return personOr(owner ?? chairOf(incident), inChannel(incident, []));
  },
} as const satisfies Record<string, Recipient>;

export type RecipientName = keyof typeof RECIPIENTS;

/** Everyone whom a reminder of this incident could reach, so that their clocks are known in time. */
export const reachable = (incident: WithReminders): string[] =>
  present([
    ...Object.values(incident.roles.holders).map(({ userId }) => userId),
    declarerOf(incident),
    ...Object.values(incident.postmortem.actions).map(({ ownerId }) => ownerId),
  ]).filter((userId) => mayHear(incident, userId));
