import { askedInPerson } from "../approvals/index.ts";
import { type Effect, HOUSE, PRIORITY, type World } from "../ledger/index.ts";
import { concernedBy } from "../oncall/index.ts";
import type { WithPostmortem } from "../postmortems/index.ts";

/** Shows a person their Home as it is now. */
type ShowHome = Effect<"home", { readonly userId: string }>;

/** Answers somebody who spoke to the bot instead of commanding it. */
type Answer = Effect<
  "home_answer",
  {
    readonly userId: string;
    readonly channelId: string;
    /** The message that mentioned the bot; absent in a direct message. */
    readonly mentionTs?: string | undefined;
    readonly threadTs?: string | undefined;
  }
>;

export type HomeEffect = ShowHome | Answer;

export const showHome = (userId: string): ShowHome => ({
  key: `home/${userId}`,
  kind: "home",
  lane: `home/${userId}`,
  priority: PRIORITY.cosmetic,
  data: { userId },
  isLive: true,
});

/** `eventId` names what was heard, so that one message gets one answer. */
export const answer = (data: Answer["data"], eventId: string): Answer => ({
  key: `answer/${eventId}`,
  kind: "home_answer",
  lane: `answer/${data.channelId}`,
  priority: PRIORITY.live,
  data,
});

/** What a Home shows of an incident. */
const shown = ({ facts, roles, approvals, postmortem, timeline }: WithPostmortem): readonly unknown[] => [
  facts.title,
  facts.severity,
  facts.stage,
  facts.isOpen,
  facts.channel,
  facts.invited,
  timeline.members,
  roles.holders,
  approvals.asked,
  postmortem.actions,
];

/** Whom an incident concerns: who is in it, holds a role, owns an action item, or was ever to approve something. */
function concerned(incident: WithPostmortem, { policy }: World): string[] {
  const { facts, roles, approvals, postmortem, timeline } = incident;
  const holders = Object.values(roles.holders).map(({ userId }) => userId);
  const owners = Object.values(postmortem.actions).flatMap(({ ownerId }) => ownerId ?? []);
  const approvers = Object.values(approvals.asked).flatMap((approval) => askedInPerson(incident, approval, policy));
  return [...facts.invited, ...timeline.members, ...holders, ...owners, ...approvers];
}

/** The Homes of everybody whom a change concerns. */
export function homesOf(before: WithPostmortem, after: WithPostmortem, world: World): readonly HomeEffect[] {
  if (after.id === HOUSE) return concernedBy(before, after, world).map(showHome);
  const [old, fresh] = [shown(before), shown(after)];
  if (old.every((value, index) => value === fresh[index])) return [];
  return [...new Set([...concerned(before, world), ...concerned(after, world)])].map(showHome);
}
