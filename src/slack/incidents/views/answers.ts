import { dueText, type Policy } from "../../../config/index.ts";
import { severityLabel, severityOf } from "../../../core/incidents/index.ts";
import { date, type Message, type Mrkdwn, message, mrkdwn, section } from "../../kit/index.ts";

const says = (text: Mrkdwn): Message => message(text, [section(text)]);

interface ClosingAsked {
  readonly severityLabel: string;
  /** Names of those who were asked in person. */
  readonly asked: readonly string[];
  readonly expiresAt: number;
  readonly mayDecideAlone: boolean;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** What the one who asked is told in private. */
export const answers = {
  acknowledged: (id: number) =>
    says(mrkdwn`:eyes: You acknowledged #${id}. \`/incident role commander\` takes command.`),
  severityChanged(id: number, severity: string, policy: Policy) {
    const every = severityOf(policy, severity)?.updateEvery;
    const rhythm = every && every.kind !== "never" ? ` Updates are now due every ${dueText(every)}.` : "";
    return says(mrkdwn`#${id} is ${severityLabel(policy, severity)} now.${rhythm}`);
  },
  severityKept: (id: number, label: string) => says(mrkdwn`#${id} stays ${label}. Your assessment is on record.`),
  corrected: (id: number, entries: number) =>
    says(
      entries > 0
        ? mrkdwn`#${id}: corrected. The record keeps the old value.`
        : mrkdwn`#${id} reads like that already.`,
    ),
  categorySet: (id: number, label: string) => says(mrkdwn`#${id}: the category is ${label} now.`),
  reopened: (id: number, label: string) => says(mrkdwn`#${id} is open again, in ${label}.`),
  cancelled: (id: number) =>
    says(mrkdwn`#${id} is cancelled. \`/incident #${id} reopen\` brings it back if that was the mistake.`),
  closed: (id: number) => says(mrkdwn`#${id} is closed. Its record stays.`),
  closingAsked({ severityLabel: label, asked, expiresAt, mayDecideAlone }: ClosingAsked) {
    const until = date(expiresAt, "time");
    if (mayDecideAlone) {
      return says(
        mrkdwn`Closing a ${label} needs a second person's yes. Nobody else is there or answered, so you may say it yourself: \`/incident approve\`. The record will tell that you were alone.`,
      );
    }
    const whom = asked.length > 0 ? `${listed(asked)} and the channel` : "its channel";
    return says(
      mrkdwn`Closing a ${label} needs a second person's yes. I have asked ${whom}; without an answer by ${until} it stays as it is.`,
    );
  },
  moved: (id: number, label: string) => says(mrkdwn`#${id} is in ${label} now.`),
  kept: (id: number, archiveAt: number | undefined) =>
    says(
      archiveAt === undefined
        ? mrkdwn`The channel of #${id} stays.`
        : mrkdwn`The channel of #${id} stays, at least until ${date(archiveAt, "date")}.`,
    ),
} as const;
