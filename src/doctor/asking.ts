import type { z } from "zod";

/** What came of one question to Slack; `words` says it to a person. */
export type Heard =
  | { readonly kind: "answered"; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly kind: "refused"; readonly code: string; readonly words: string }
  /** Slack wants to be asked again later. */
  | { readonly kind: "later"; readonly words: string }
  /** Slack was not reached, or its answer was lost. */
  | { readonly kind: "silent"; readonly words: string };

export type Unheard = Exclude<Heard, { kind: "answered" }>;

/** Asks Slack by a method of its Web API; never rejects because of what Slack says. */
export type AskSlack = (method: string, args?: object) => Promise<Heard>;

/** A question that was not answered. */
export class UnansweredError extends Error {
  readonly heard: Unheard;

  constructor(heard: Unheard) {
    super(heard.words);
    this.name = "UnansweredError";
    this.heard = heard;
  }
}

/** The answer, read by its schema; throws UnansweredError where there is none. */
export async function answerTo<T>(ask: AskSlack, schema: z.ZodType<T>, method: string, args: object = {}): Promise<T> {
  const heard = await ask(method, args);
  if (heard.kind !== "answered") throw new UnansweredError(heard);
  return schema.parse(heard.answer);
}
