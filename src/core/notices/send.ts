import { counted } from "../../lib/amounts.ts";
import { ConflictError, ForbiddenError, InvalidInputError } from "../../lib/errors.ts";
import { andList } from "../../lib/lists.ts";
import { type Approval, authorityOf, openApprovals, requestApproval, withdrawApproval } from "../approvals/index.ts";
import { cleaned, refuseMerged } from "../incidents/index.ts";
import { type Decision, type NewEntry, person, personId, type World } from "../ledger/index.ts";
import { type Finding, findingId, findings } from "./checks/index.ts";
import { privateWords, templateNamed } from "./choose.ts";
import { type NewNoticeEntry, Notice } from "./entries.ts";
import type { WithNotices } from "./facet.ts";
import { publicServices } from "./placeholders.ts";
import { isOnStatusPage, recipientsOf } from "./recipients.ts";

export interface NoticeInput {
  readonly userId: string;
  /** Its id. */
  readonly template: string;
  readonly headline?: string | undefined;
  readonly text: string;
  /** Ids of audiences. */
  readonly audiences: readonly string[];
  readonly people: readonly string[];
  /** Ids of the findings that the writer has seen and keeps. */
  readonly overruled: readonly string[];
  /** How a person is called, so that names of ours are found in the text. */
  readonly nameOf: (userId: string) => string;
}

/** What the checks find in a text as it stands in the form, headline first. */
export function noticeFindings(
  { template: id, headline = "", text, nameOf }: Pick<NoticeInput, "template" | "headline" | "text" | "nameOf">,
  incident: WithNotices,
  { policy, now }: World,
): Finding[] {
  const { audience } = templateNamed(policy, id);
  return findings({ text: `${headline}\n${text}`.trim(), audience, record: { incident, policy, now, nameOf } });
}

/** Whether somebody else must say yes before such a text goes. */
export const needsApproval = (incident: WithNotices, template: string, { policy }: Pick<World, "policy">): boolean =>
  templateNamed(policy, template).approval &&
  !incident.facts.isDrill &&
  authorityOf("customer_message", incident.facts.severity, policy) === "approval";

/**
 * Sends a text to its audience, or asks for the approval that it needs. InvalidInputError for what the checks found and nobody
 * overruled; the fields are those of the form.
 */
export const sendNotice =
  (input: NoticeInput): Decision<WithNotices> =>
  (incident, world) => {
    const notice = checkedNotice(input, incident, world);
    if (!needsApproval(incident, input.template, world)) {
      return [{ kind: "notice_sent", by: person(input.userId), data: notice }];
    }
    return waiting(input.userId, notice, incident, world);
  };

function checkedNotice(input: NoticeInput, incident: WithNotices, world: World): Notice {
  const template = templateNamed(world.policy, input.template);
  const { audience, status, title } = template;
  refuseMerged(incident.facts);
  if (audience === "customers" && incident.facts.isPrivate) throw new ForbiddenError(privateWords(incident));
  const text = cleaned(input.text);
  const headline = status === undefined ? undefined : cleaned((input.headline ?? "").replace(/\s+/g, " "));
  if (headline === "") throw new InvalidInputError("Say in a few words what it is about.", "notice_headline");
  if (text === "") throw new InvalidInputError("There is nothing to send yet. Write the text.", "notice_text");
  const { people, audiences } = input;
  const recipients = recipientsOf(incident, world.policy, { readers: audience, audiences, people });
  const overruled = accepted(noticeFindings(input, incident, world), input.overruled);
  const services = audience === "customers" ? publicServices({ incident, policy: world.policy }) : [];
  return {
    template: template.id,
    title,
    audience,
    ...(status !== undefined && { status, headline: headline ?? "" }),
    text,
    services: services.map(({ id }) => id),
    ...recipients,
    overruled: overruled.map(({ check, words }) => ({ check, words })),
    isApproved: false,
  };
}

/** What the writer keeps against the check; InvalidInputError while something is not settled. */
function accepted(found: readonly Finding[], overruled: readonly string[]): readonly Finding[] {
  const open = found.find((finding) => finding.isBlocking || !overruled.includes(findingId(finding)));
  if (open) throw new InvalidInputError(`“${open.words}”: ${open.advice}.`, "notice_text");
  return found;
}

const STEP = "customer_message";

/** Asks for the yes; an earlier text of the same writer for the same step is withdrawn, since this one takes its place. */
function waiting(userId: string, notice: Notice, incident: WithNotices, world: World): readonly NewEntry[] {
  const before = openApprovals(incident).filter(
    ({ step, payload }) => step === STEP && noticeIn(payload)?.template === notice.template,
  );
  if (before.some(({ requestedBy }) => personId(requestedBy) !== userId)) {
    throw new ConflictError(
      `Another text for “${notice.title}” waits for approval already: \`/incident approve\` shows it. Decide that one first.`,
    );
  }
  const request = requestApproval({
    step: STEP,
    by: person(userId),
    what: whatIsApproved(notice, world),
    subject: `n${incident.approvals.count + 1}`,
    payload: { notice: JSON.stringify(notice) },
  });
  return [
    ...before.flatMap(({ id }) => withdrawApproval({ id, userId })(incident, world)),
    ...request(incident, world),
  ];
}

/** The whole of it, as the approver reads it. */
function whatIsApproved(notice: Notice, { policy }: World): string {
  const { title, headline, text, channels, people, userGroups, overruled } = notice;
  const places = [
    ...channels.map((channel) => `#${channel}`),
    ...(people.length > 0 ? [`${counted(people.length, "person", "people")} by direct message`] : []),
    ...(userGroups.length > 0 ? [userGroups.length === 1 ? "a user group" : `${userGroups.length} user groups`] : []),
    ...(isOnStatusPage(notice, policy) ? ["the status page"] : []),
  ];
  const to = places.length > 0 ? ` to ${andList(places)}` : "";
  const kept =
    overruled.length > 0
      ? [`Kept although the check named ${andList(overruled.map(({ words }) => `“${words}”`))}`]
      : [];
  return [`Send “${title}”${to}, exactly as it stands here:`, ...(headline ? [headline] : []), text, ...kept].join(
    "\n\n",
  );
}

/** What waits, read off the request for its approval; undefined for one that holds none. */
function noticeIn(payload: Approval["payload"]): Notice | undefined {
  if (typeof payload.notice !== "string") return undefined;
  return Notice.safeParse(JSON.parse(payload.notice)).data;
}

/** Sends what was approved, to the letter; ConflictError when customers were told something newer meanwhile. */
export const sendApprovedNotice =
  ({ payload, requestedAt, requestedBy }: Approval): Decision<WithNotices, NewNoticeEntry> =>
  (incident) => {
    const notice = noticeIn(payload);
    if (!notice) throw new ConflictError("The text can no longer be read, so it was not sent. Write it anew.");
    const { customers } = incident.notices;
    if (notice.status !== undefined && customers !== undefined && customers.at > requestedAt) {
      throw new ConflictError("Customers were told something newer meanwhile, so this text was not sent.");
    }
    return [{ kind: "notice_sent", by: requestedBy, data: { ...notice, isApproved: true } }];
  };
