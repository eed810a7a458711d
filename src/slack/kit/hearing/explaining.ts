import { DomainError, InvalidInputError } from "../../../lib/errors.ts";
import type { Ids } from "../../../lib/ids.ts";
import type { Log } from "../../../lib/log.ts";
import { refusalCode, SlackCallError } from "../speaking/failures.ts";

export interface Explanation {
  /** A sentence for the person, as plain text. */
  sentence: string;
  /** The field of the form that it is about. */
  field: string | undefined;
}

const SPENT_TRIGGERS = ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired"];

const REFERENCE_LENGTH = 12;

/** Makes of any error a sentence for the person who asked; what is our fault is logged once, with a reference. */
export function createExplainer(ids: Ids, log: Log): (error: unknown, about: object) => Explanation {
  return (error, about) => {
    if (error instanceof InvalidInputError) return { sentence: error.message, field: error.field };
    if (error instanceof DomainError) return { sentence: error.message, field: undefined };
    if (isSlowSlack(error)) {
      log.warn({ err: error, ...about }, "Slack did not answer in time");
      return { sentence: "Slack didn't answer in time. Please try again in a moment.", field: undefined };
    }
    const missing = missingIn(error);
    if (missing) return { sentence: missing, field: undefined };
    const reference = ids.next().slice(0, REFERENCE_LENGTH);
    log.error({ err: error, reference, ...about }, "a request failed");
    const sentence = `Sorry, something went wrong on our side. Please try again. If it happens again, give this reference to whoever runs Sitrep: ${reference}`;
    return { sentence, field: undefined };
  };
}

function isSlowSlack(error: unknown): boolean {
  if (!(error instanceof SlackCallError)) return false;
  return error.failure.kind !== "refused" || SPENT_TRIGGERS.includes(refusalCode(error) ?? "");
}

/** What this Slack does not do for us is no bug, and trying again mends nothing; the log has the method. */
function missingIn(error: unknown): string | undefined {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return undefined;
  const { code, meaning, needed } = error.failure;
  if (meaning !== "optional-missing") return undefined;
  const remedy = needed ? ` Whoever runs Sitrep can allow it with the scope ${needed}.` : "";
  const what = error.method.startsWith("views.") ? "open forms" : "do that";
  return `This Slack does not let Sitrep ${what} (${code}).${remedy} Many things can be typed instead: \`/incident help\` lists the words.`;
}
