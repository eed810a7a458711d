import type { ViewResponseAction } from "@slack/bolt";
import type { z } from "zod";
import type { Log } from "../../../lib/log.ts";
import { context } from "../blocks/index.ts";
import { escapeText } from "../escape.ts";
import type { Explanation } from "./explaining.ts";
import type { Handler, Reply, SubmitReply } from "./hearing.ts";
import { type AskedBy, askedBy } from "./payloads.ts";
import { notice, type PrivateReplies } from "./private-replies.ts";

const NOT_IN_TIME = "Slack didn't get our answer in time, but this went through.";

export interface AnsweringOptions {
  replies: PrivateReplies;
  explain(error: unknown, about: object): Explanation;
  log: Log;
}

/** Where a reply goes: into the acknowledgement, or after it. */
export interface ReplyRoute {
  /** True when the acknowledgement itself shows the reply. */
  carriesReply: boolean;
  acknowledge(reply: Reply | undefined): Promise<void>;
  /** Where a reply without any other place is shown. */
  surface?: "home" | "modal";
}

type Done<Answer> = { isDone: true; answer: Answer | undefined } | { isDone: false; why: Explanation };

/** Runs handlers, acknowledges after them, and sees to it that the person gets the reply or the reason. */
export class Answering {
  readonly #options: AnsweringOptions;
  readonly #afterwards = new Set<Promise<void>>();

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#afterwards.size === 0;
  }

  /** Resolves when every reply that is on its way has arrived or failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#afterwards);
  }

  /** Commands, clicks and shortcuts. */
  async reply<Schema extends z.ZodType>(
    body: unknown,
    schema: Schema,
    handler: Handler<z.output<Schema>, Reply>,
    route: ReplyRoute,
  ): Promise<void> {
    const done = await this.#run(body, schema, handler);
    const reply = done.isDone ? done.answer : { text: escapeText(done.why.sentence) };
    const asked = { ...askedBy.parse(body), ...(route.surface && { surface: route.surface }) };
    const isAcknowledged = await this.#acknowledged(() => route.acknowledge(reply));
    if (!isAcknowledged) return this.#tellAfterwards({ ...asked, surface: undefined }, lateReply(done.isDone, reply));
    if (reply && !route.carriesReply) this.#tellAfterwards(asked, reply);
  }

  /** Forms. What was typed stays: a refusal is shown under a field. */
  async submit<Schema extends z.ZodType>(
    body: unknown,
    schema: Schema,
    handler: Handler<z.output<Schema>, SubmitReply>,
    acknowledge: (response: ViewResponseAction | undefined) => Promise<void>,
  ): Promise<void> {
    const done = await this.#run(body, schema, handler);
    const asked = askedBy.parse(body);
    const answer = done.isDone ? done.answer : refused(done.why, asked.inputs);
    if (await this.#acknowledged(() => acknowledge(responseAction(answer)))) return;
    const reply = done.isDone ? undefined : { text: escapeText(done.why.sentence) };
    this.#tellAfterwards({ ...asked, surface: undefined }, lateReply(done.isDone, reply));
  }

  /** Handlers whose answer is data, with `fallback` when they fail. */
  async suggest<Schema extends z.ZodType, Answer>(
    body: unknown,
    schema: Schema,
    handler: (input: z.output<Schema>) => Promise<Answer>,
    fallback: Answer,
  ): Promise<Answer> {
    const done = await this.#run(body, schema, handler);
    return done.isDone && done.answer !== undefined ? done.answer : fallback;
  }

  async #run<Schema extends z.ZodType, Answer>(
    body: unknown,
    schema: Schema,
    handler: Handler<z.output<Schema>, Answer>,
  ): Promise<Done<Answer>> {
    try {
      const answer = await handler(schema.parse(body));
      return { isDone: true, answer: answer ?? undefined };
    } catch (error) {
      const { userId, channelId } = askedBy.parse(body);
      return { isDone: false, why: this.#options.explain(error, { userId, channelId }) };
    }
  }

  async #acknowledged(acknowledge: () => Promise<void>): Promise<boolean> {
    try {
      await acknowledge();
      return true;
    } catch (error) {
      this.#options.log.warn({ err: error }, "an answer could not be given in time");
      return false;
    }
  }

  #tellAfterwards(asked: AskedBy, reply: Reply): void {
    const telling = this.#options.replies.tell(asked, reply).finally(() => this.#afterwards.delete(telling));
    this.#afterwards.add(telling);
  }
}

function lateReply(isDone: boolean, reply: Reply | undefined): Reply {
  if (!reply) return { text: NOT_IN_TIME };
  if (!isDone) return reply;
  const blocks = reply.blocks?.length ? [context([NOT_IN_TIME]), ...reply.blocks] : undefined;
  return { ...reply, text: `${NOT_IN_TIME}\n${reply.text}`, ...(blocks && { blocks }) };
}

function refused(why: Explanation, inputs: readonly string[]): SubmitReply {
  const named = why.field !== undefined && inputs.includes(why.field) ? why.field : inputs[0];
  if (named === undefined) return { kind: "update", view: notice({ text: escapeText(why.sentence) }) };
  return { kind: "errors", errors: { [named]: why.sentence } };
}

function responseAction(answer: SubmitReply | undefined): ViewResponseAction | undefined {
  switch (answer?.kind) {
    case undefined:
    case "close":
      return undefined;
    case "clear":
      return { response_action: "clear" };
    case "errors":
      return { response_action: "errors", errors: { ...answer.errors } };
    case "update":
      return { response_action: "update", view: answer.view };
    case "push":
      return { response_action: "push", view: answer.view };
  }
}
