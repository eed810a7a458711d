import { SlackCallError } from "../kit/index.ts";

/** Slack's word for why a person cannot be written to; undefined when it failed for another reason. */
export function unreachable(error: unknown): string | undefined {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return undefined;
  const { meaning, code } = error.failure;
  const isPersonal = ["person", "optional-missing", "permanent"].includes(meaning) || code === "channel_not_found";
  return isPersonal ? code : undefined;
}
