import { type Message, type Mrkdwn, message, mrkdwn, section } from "../../kit/index.ts";
import { stillWithdrawn } from "./messages.ts";

const says = (text: Mrkdwn): Message => message(text, [section(text)]);

/** What became of the stage that an update had set. */
export interface StageAfter {
  readonly how: "again" | "stays";
  /** As people read it. */
  readonly stage: string;
}

const STAGE_AFTER: Readonly<Record<StageAfter["how"], (stage: string) => Mrkdwn>> = {
  again: (stage) => mrkdwn` It stands at *${stage}* again.`,
  stays: (stage) => mrkdwn` It was moved since, so it stays at *${stage}*.`,
};

/** What the one who asked is told in private. */
export const answers = {
  merged: (loserId: number, intoId: number) =>
    says(
      mrkdwn`#${loserId} is merged into #${intoId}. Its entries move over, and its channel is told where to go. *Undo the merge* under the message in either channel takes it back.`,
    ),
  linked: (id: number, otherId: number, isOnBoth: boolean) =>
    says(
      isOnBoth
        ? mrkdwn`#${id} and #${otherId} are linked: each shows on the other's card.`
        : mrkdwn`#${id} and #${otherId} are linked. It shows on the private one only, so that nobody else learns of it.`,
    ),
  unlinked: (id: number, otherId: number) => says(mrkdwn`#${id} and #${otherId} are no longer linked.`),
  split: (id: number, title: string, parentId: number) =>
    says(mrkdwn`Split *#${id} ${title}* off from #${parentId}; its channel follows. Its updates show in both.`),
  real: (id: number) => says(mrkdwn`#${id} is a real incident now. Everybody who waits for news is told.`),
  takenBack: {
    declared: (id: number) =>
      says(mrkdwn`#${id} is taken back. Its announcement says so, and its channel is archived.`),
    severity_changed: (id: number) => says(mrkdwn`#${id} has its former severity again; every reminder is timed anew.`),
    update_posted: (id: number, after?: StageAfter) =>
      says(
        mrkdwn`The update is taken back wherever it stood.${after ? STAGE_AFTER[after.how](after.stage) : mrkdwn``} \`/incident #${id} update\` posts what is right.`,
      ),
    merged_into: (id: number, withdrawn: readonly string[]) =>
      says(mrkdwn`The merge is taken back: #${id} goes on by itself.${stillWithdrawn(withdrawn)}`),
  },
} as const;
