import type { TellTable } from "../../ledger/index.ts";
import { actorName } from "../../timeline/index.ts";
import type { triggerEntries } from "./entries.ts";
import { quoted } from "./wording.ts";

/** A trigger that called for people reads as the escalation that it raised. */
export const tellTriggers: TellTable<typeof triggerEntries> = {
  sign_seen: ({ data }) => ({ text: `Sitrep took note of ${quoted(data.words)}`, isKey: false }),
  owner_asked: () => undefined,
  trigger_fired: ({ data: { act, evidence } }) =>
    act === "page" ? undefined : { text: `Sitrep asked whether to escalate: ${evidence}`, isKey: true },
  trigger_asked: () => undefined,
  trigger_answered: ({ by, data: { isYes } }) => ({
    text: `${actorName(by)} ${isYes ? "decided to escalate" : "decided not to escalate"}`,
    isKey: true,
  }),
};
