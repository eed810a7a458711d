import { adviseCategory, type DeclareInput, declare, LONGEST, parseDeclaration } from "../../core/incidents/index.ts";
import { servicesSaid, unknownService } from "../../core/services/index.ts";
import type { Context } from "../kit/context.ts";
import {
  type ClickInput,
  type CommandInput,
  type MessageShortcutInput,
  modal,
  namedText,
  oneLine,
  permalinkOf,
  type Reply,
  SlackCallError,
  type SubmitInput,
  type SubmitReply,
  shorten,
} from "../kit/index.ts";
import { declaration, declareFields, rememberable } from "./declare-fields.ts";
import { DeclareMetadata, PRIVATE_FIELD } from "./declare-metadata.ts";
import { type DeclareFormModel, declareForm } from "./views/declare-form.ts";
import { declared } from "./views/declared.ts";

export interface OpenDeclareForm {
  readonly userId: string;
  readonly triggerId: string;
  readonly via?: DeclareMetadata["via"];
  readonly isRetrospective?: boolean;
  readonly source?: DeclareMetadata["source"];
  /** What stands in the fields at first. */
  readonly filled?: Omit<DeclareFormModel, "policy" | "metadata">;
}

/** Opens the form that declares an incident; a title in it advises the category. */
export async function openDeclareForm(ctx: Context, input: OpenDeclareForm): Promise<undefined> {
  const { triggerId, via = "form", isRetrospective = false, source, filled = {} } = input;
  const policy = ctx.policy();
  const advised = filled.title === undefined ? undefined : adviseCategory(policy, filled.title)?.category.id;
  const services = servicesSaid(policy.services, filled.title ?? "").map(({ id }) => id);
  const metadata = { via, isRetrospective, source };
  await ctx.interactive.open(triggerId, declareForm({ policy, metadata, category: advised, services, ...filled }));
}

/** `/incident declare sev2 Checkout errors` at once; with words missing, the form. */
export async function declareByCommand(
  ctx: Context,
  { userId, triggerId, requestKey, words }: CommandInput & { readonly words: string },
): Promise<Reply | undefined> {
  const spoken = parseDeclaration(await namedText(ctx, words), ctx.policy());
  const { severity, title, services, unknownServices, isPrivate, isDrill, isRetrospective } = spoken;
  const isTooLong = Array.from(title).length > LONGEST.title;
  if (!severity || title === "" || isRetrospective || isTooLong || unknownServices.length > 0) {
    const said = isTooLong
      ? { title: shorten(title, LONGEST.title), description: title }
      : { title: title || undefined };
    const note = unknownServices.length > 0 ? unknownService(ctx.policy().services, unknownServices) : undefined;
    const filled = { ...said, severity: severity?.id, services, note, isPrivate, isDrill };
    return openDeclareForm(ctx, { userId, triggerId, via: "command", isRetrospective, filled });
  }
  const input: DeclareInput = { userId, title, severity: severity.id, services, isPrivate, isDrill, via: "command" };
  return opened(ctx, input, requestKey);
}

const TITLE_FROM_MESSAGE = 120;

/** "Declare from this message": the form filled from it, private where not everybody reads what is quoted. */
export async function declareFromMessage(
  ctx: Context,
  input: Pick<
    MessageShortcutInput,
    "userId" | "triggerId" | "channelId" | "isPrivate" | "messageTs" | "threadTs" | "authorId" | "text"
  >,
): Promise<undefined> {
  const { userId, triggerId, channelId, messageTs: ts, threadTs, authorId } = input;
  const text = await namedText(ctx, input.text);
  const title = oneLine(text.split("\n").find((line) => line.trim() !== "") ?? "", TITLE_FROM_MESSAGE);
  const isInPrivate = (await ctx.store.incidentOfChannel(channelId))?.isPrivate || input.isPrivate ? true : undefined;
  const permalink = permalinkOf(ctx.bot().teamUrl, channelId, ts, threadTs);
  const source = { channelId, ts, threadTs, authorId, permalink, text: rememberable(text) };
  const description = text.trim() === title ? undefined : text;
  const filled = { title: title || undefined, description, isPrivate: isInPrivate };
  await openDeclareForm(ctx, { userId, triggerId, via: "message", source, filled });
}

/** Another category may be private by default; then the box is ticked before the eyes of the person. */
export async function categoryChosen(ctx: Context, { viewId, metadata, state }: ClickInput): Promise<void> {
  const fields = declareFields(state);
  const policy = ctx.policy();
  const wasByDefault = PRIVATE_FIELD.byDefault in state;
  const isByDefault = policy.categories.some(({ id, private: isPrivate }) => id === fields.category && isPrivate);
  if (wasByDefault === isByDefault || viewId === undefined) return;
  const isPrivate = wasByDefault ? undefined : fields.isPrivate;
  const form = declareForm({ policy, ...fields, metadata: DeclareMetadata.parse(metadata), isPrivate });
  try {
    await ctx.interactive.update(viewId, form);
  } catch (error) {
    // The box is a courtesy: without it the category decides when the form is sent.
    if (!(error instanceof SlackCallError)) throw error;
  }
}

/** The form for what is over already, with what was typed so far. */
export async function afterTheFactChosen(ctx: Context, { viewId, metadata, state }: ClickInput): Promise<void> {
  if (viewId === undefined) return;
  const retrospective = { ...DeclareMetadata.parse(metadata), isRetrospective: true };
  await ctx.interactive.update(
    viewId,
    declareForm({ policy: ctx.policy(), ...declareFields(state), metadata: retrospective }),
  );
}

/** The declare form was sent. */
export async function declareByForm(ctx: Context, input: SubmitInput): Promise<SubmitReply> {
  const { userId, metadata, values, requestKey } = input;
  const answer = await opened(ctx, declaration(userId, DeclareMetadata.parse(metadata), values), requestKey);
  const view = modal({ callbackId: "declared", title: "Declared", blocks: answer.blocks });
  return { kind: "update", view };
}

async function opened(ctx: Context, input: DeclareInput, once: string) {
  const { incident } = await ctx.ledger.open(declare(input), { once });
  return declared({ id: incident.id, facts: incident.facts, policy: ctx.policy() });
}
