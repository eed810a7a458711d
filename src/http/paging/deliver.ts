import { waitMs } from "../speaking/answers.ts";
import type { Answer } from "../speaking/post.ts";
import type { Delivery } from "./way.ts";

/** Not its last word: too early, too many, too busy. */
const PASSING = new Set([408, 425, 429]);

/** What an answer means for a page; `explain` makes a short reason of a refusal's body. */
export function deliveryOf(answer: Answer, explain: (text: string) => string | undefined = () => undefined): Delivery {
  if (answer.kind === "unreachable")
    return { kind: "later", reason: `not reached (${answer.reason})`, isInDoubt: false };
  if (answer.kind === "in_doubt") return { kind: "later", reason: answer.reason, isInDoubt: true };
  const { status, text } = answer;
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  if (PASSING.has(status)) {
    return { kind: "later", reason: `answered ${status}`, isInDoubt: false, afterMs: waitMs(answer.retryAfter) };
  }
  if (status >= 500)
    return { kind: "later", reason: `answered ${status}`, isInDoubt: true, afterMs: waitMs(answer.retryAfter) };
  if (status >= 300 && status < 400) {
    return { kind: "refused", status, reason: `answered ${status}: it leads elsewhere, and pages are not sent on` };
  }
  const why = explain(text);
  return { kind: "refused", status, reason: why ? `answered ${status}: ${why}` : `answered ${status}` };
}
