import type { AskSlack } from "../../../doctor/index.ts";
import type { SlackCaller } from "./caller.ts";
import { SlackCallError } from "./failures.ts";

/** The questions that the doctor asks Slack, by a caller that is there already. */
export const questionsTo =
  (caller: SlackCaller): AskSlack =>
  async (method, args = {}) => {
    try {
      return { kind: "answered", answer: await caller.call(method, args) };
    } catch (error) {
      if (!(error instanceof SlackCallError)) throw error;
      const { failure, message: words } = error;
      switch (failure.kind) {
        case "refused":
          return { kind: "refused", code: failure.code, words };
        case "rate_limited":
          return { kind: "later", words };
        case "in_doubt":
        case "unreachable":
          return { kind: "silent", words };
      }
    }
  };
