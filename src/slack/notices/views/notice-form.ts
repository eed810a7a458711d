import type { KnownBlock, ModalView } from "@slack/types";
import { checkLabel, type Finding, findingId } from "../../../core/notices/index.ts";
import { andList } from "../../../lib/lists.ts";
import {
  bold,
  type Choice,
  checkboxes,
  context,
  input,
  joinMrkdwn,
  modal,
  mrkdwn,
  multiSelect,
  section,
  select,
  textInput,
  usersSelect,
} from "../../kit/index.ts";
import { chooseTemplate, NOTICE_FIELDS, NOTICE_FORM } from "../ids.ts";

export interface NoticeFormModel {
  readonly incidentId: number;
  readonly title: string;
  readonly isDrill: boolean;
  readonly templates: readonly Choice[];
  readonly template: string;
  /** Those who can be reached, each with where. */
  readonly audiences: readonly Choice[];
  readonly chosen: readonly string[];
  /** Labels of those who have read the same in an update just now, so that they are not chosen. */
  readonly alreadyTold: readonly string[];
  readonly people: readonly string[];
  /** Undefined where the text has none. */
  readonly headline: string | undefined;
  readonly text: string;
  readonly needsApproval: boolean;
  readonly findings: readonly Finding[];
  /** Findings that the writer keeps, by id. */
  readonly kept: readonly string[];
  /** How often it came back: each time the box is to be ticked anew. */
  readonly round: number;
}

/** What a form remembers of a finding. */
export const keptId = (finding: Finding): string => findingId(finding).slice(0, 60);

/** What is found beyond these is shown when they are settled. */
const SHOWN = 12;
/** An approver reads the whole of it. */
const LONGEST = { approved: 2_000, free: 3_000, headline: 120 };

/** The text filled from the record, for somebody to finish; what the checks found stands below it. */
export function noticeForm(model: NoticeFormModel): ModalView {
  const { incidentId, template, findings } = model;
  const shown = findings.slice(0, SHOWN);
  return modal({
    callbackId: NOTICE_FORM,
    title: `Notify about #${incidentId}`,
    submit: model.needsApproval ? "Ask for approval" : "Send",
    close: "Cancel",
    metadata: { incidentId, template, shown: shown.map(keptId), kept: model.kept, round: model.round },
    blocks: [
      ...head(model),
      ...to(model),
      ...words(model),
      ...found(shown, findings.length - shown.length, model.round),
    ],
  });
}

function head({ incidentId, title, templates, template, needsApproval, isDrill }: NoticeFormModel): KnownBlock[] {
  const how = isDrill
    ? "This is a drill: it is shown in the incident's channel, marked, and goes nowhere else."
    : needsApproval
      ? "Somebody else reads it before it goes, and it goes exactly as they read it."
      : "It goes when you press Send.";
  const actionId = chooseTemplate.build({ incidentId });
  return [
    context([title]),
    input({
      blockId: NOTICE_FIELDS.template,
      label: "What do you write?",
      element: select({ actionId, choices: templates, initial: template }),
      isDispatched: true,
    }),
    context([how]),
  ];
}

function to({ audiences, chosen, alreadyTold, people, isDrill, template }: NoticeFormModel): KnownBlock[] {
  if (isDrill) return [];
  const { audiences: audienceField, people: peopleField } = NOTICE_FIELDS;
  const nobody =
    "No audience of the policy has a channel, a person or a user group for this: you get the text to copy.";
  const whom =
    audiences.length === 0
      ? context([nobody])
      : input({
          blockId: audienceField,
          label: "To",
          element: multiSelect({ actionId: `${audienceField}_${template}`, choices: audiences, initial: chosen }),
          isOptional: true,
          ...(alreadyTold.length > 0 && {
            hint: `In their channels ${andList(alreadyTold)} read already that it is resolved.`,
          }),
        });
  return [
    whom,
    input({
      blockId: peopleField,
      label: "And to these people",
      element: usersSelect({ actionId: peopleField, initial: people }),
      hint: "Each gets it by direct message.",
      isOptional: true,
    }),
  ];
}

/** Another template has other words: Slack keeps what was typed only under the same id. */
function words({ template, headline, text, needsApproval }: NoticeFormModel): KnownBlock[] {
  const { headline: headlineField, text: textField } = NOTICE_FIELDS;
  const maxLength = needsApproval ? LONGEST.approved : LONGEST.free;
  return [
    ...(headline === undefined
      ? []
      : [
          input({
            blockId: headlineField,
            label: "Headline",
            element: textInput({
              actionId: `${headlineField}_${template}`,
              initial: headline,
              maxLength: LONGEST.headline,
            }),
          }),
        ]),
    input({
      blockId: textField,
      label: "Text",
      element: textInput({ actionId: `${textField}_${template}`, initial: text, isMultiline: true, maxLength }),
      hint: "What stands in [brackets] the record does not know: write it, or take it out.",
    }),
  ];
}

function found(shown: readonly Finding[], more: number, round: number): KnownBlock[] {
  if (shown.length === 0) return [];
  const lines = shown.map(
    ({ check, words: offending, advice }) => mrkdwn`• ${bold(checkLabel(check))} “${offending}”: ${advice}.`,
  );
  const rest = more > 0 ? [mrkdwn`And ${more} more, once these are settled.`] : [];
  const canKeep = shown.some(({ isBlocking }) => !isBlocking);
  const keep = { value: "keep", text: "I have read this; the rest may go as it stands" };
  return [
    section(joinMrkdwn([mrkdwn`:mag: *Not sent yet. Please look at this again:*`, ...lines, ...rest], "\n")),
    ...(canKeep
      ? [
          input({
            blockId: NOTICE_FIELDS.overrule,
            label: "Keep it?",
            element: checkboxes({ actionId: `${NOTICE_FIELDS.overrule}_${round}`, choices: [keep] }),
            hint: "The record keeps what you overruled. Secrets and blanks cannot be kept.",
            isOptional: true,
          }),
        ]
      : []),
  ];
}
