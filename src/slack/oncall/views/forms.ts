import type { ModalView } from "@slack/types";
import { LONGEST_HANDOFF, type SpokenSpan } from "../../../core/oncall/index.ts";
import {
  type Choice,
  dateTimePicker,
  groupedSelect,
  input,
  type Mrkdwn,
  modal,
  section,
  select,
  textInput,
  userSelect,
} from "../../kit/index.ts";
import { oncallForms } from "../ids.ts";

const LONGEST_WHY = 300;

const why = (initial = "") =>
  input({
    blockId: "why",
    label: "Why",
    isOptional: true,
    element: textInput({
      actionId: "why",
      maxLength: LONGEST_WHY,
      ...(initial && { initial: initial.slice(0, LONGEST_WHY) }),
    }),
  });

const moment = (blockId: string, label: string, options: { hint?: string; initialMs?: number; isOptional: boolean }) =>
  input({
    blockId,
    label,
    isOptional: options.isOptional,
    ...(options.hint && { hint: options.hint }),
    element: dateTimePicker({
      actionId: blockId,
      ...(options.initialMs !== undefined && { initialMs: options.initialMs }),
    }),
  });

/** Asks for cover of one of the next shifts, or a part of it. */
export function coverForm(shifts: readonly Choice[]): ModalView {
  return modal({
    callbackId: oncallForms.cover,
    title: "Ask for cover",
    submit: "Ask the others",
    blocks: [
      input({
        blockId: "shift",
        label: "Your shift",
        element: select({ actionId: "shift", choices: shifts, ...(shifts[0] && { initial: shifts[0].value }) }),
      }),
      moment("from", "From", { isOptional: true, hint: "Empty: from when the shift begins, or now." }),
      moment("to", "To", { isOptional: true, hint: "Empty: until the shift ends." }),
      why(),
    ],
  });
}

/** Offers a shift of one's own against one of somebody else, of one person or of all with whom that can be. */
export function swapForm(model: {
  readonly own: readonly Choice[];
  readonly others: readonly { readonly userId: string; readonly name: string; readonly shifts: readonly Choice[] }[];
}): ModalView {
  const { own, others } = model;
  const [only, ...more] = others;
  // A choice has room for 75 characters, of which its shift takes up to 68.
  const groups = others.map(({ name, shifts }, index) => ({
    label: name,
    choices: shifts.map(({ value, text }) => ({ value: `${index}|${value}`, text })),
  }));
  return modal({
    callbackId: oncallForms.swap,
    title: "Swap shifts",
    submit: "Offer",
    metadata: { others: others.map(({ userId }) => userId) },
    blocks: [
      input({ blockId: "gives", label: "Your shift", element: select({ actionId: "gives", choices: own }) }),
      input({
        blockId: "takes",
        label: only && more.length === 0 ? `The shift of ${only.name}` : "With whom, and which shift",
        ...(more.length > 0 && { hint: "In the same rotation as yours. Nothing changes until they accept." }),
        element: groupedSelect({ actionId: "takes", groups }),
      }),
    ],
  });
}

/** Puts somebody on call for a while; what was said already is filled in, and nothing else guessed. */
export function overrideForm(model: {
  readonly rotations: readonly Choice[];
  readonly rotation?: string | undefined;
  readonly userId?: string | undefined;
  readonly span?: SpokenSpan | undefined;
  readonly now: number;
}): ModalView {
  const { rotations, rotation, userId, span, now } = model;
  const levels = [
    { value: "primary", text: "Primary" },
    { value: "secondary", text: "Secondary" },
  ];
  return modal({
    callbackId: oncallForms.override,
    title: "Who is on call",
    submit: "Put on call",
    blocks: [
      input({
        blockId: "rotation",
        label: "Rotation",
        element: select({ actionId: "rotation", choices: rotations, ...(rotation && { initial: rotation }) }),
      }),
      input({
        blockId: "level",
        label: "Level",
        element: select({ actionId: "level", choices: levels, initial: "primary" }),
      }),
      input({
        blockId: "userId",
        label: "Who",
        element: userSelect({ actionId: "userId", ...(userId && { initial: userId }) }),
      }),
      moment("from", "From", { isOptional: false, initialMs: span?.from ?? now }),
      moment("to", "To", { isOptional: false, ...(span && { initialMs: span.to }) }),
      why(span?.rest),
    ],
  });
}

/** The leaver's own words for the next one. */
export function handoffForm(model: { readonly id: string; readonly text: string }): ModalView {
  return modal({
    callbackId: oncallForms.handoff,
    title: "Handoff",
    submit: "Save",
    metadata: { id: model.id },
    blocks: [
      input({
        blockId: "text",
        label: "What the next one should know",
        hint: "What is going on, what to watch, what you would do next.",
        element: textInput({ actionId: "text", initial: model.text, isMultiline: true, maxLength: LONGEST_HANDOFF }),
      }),
    ],
  });
}

/** Says in the place of a form what came of it. */
export const outcome = (title: string, text: Mrkdwn): ModalView =>
  modal({ callbackId: "oncall_outcome", title, blocks: [section(text)] });
