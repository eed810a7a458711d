import { andList } from "../../../lib/lists.ts";
import { actions, button, context, date, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { writeNotice } from "../ids.ts";

export interface OfferModel {
  readonly incidentId: number;
  readonly moment: "declared" | "resolved";
  /** Why the moment has passed by; undefined while it has not. */
  readonly past: "over" | "goes_on" | "updated" | undefined;
  readonly offered: readonly {
    readonly template: string;
    readonly title: string;
    /** Who is chosen at first, by label. */
    readonly to: readonly string[];
    readonly sent: { readonly by: string; readonly at: number } | undefined;
  }[];
}

const HEAD = {
  declared: mrkdwn`*The stakeholders have not been told yet.*`,
  resolved: mrkdwn`*It is over. Those who waited for it may want to know how it ended.*`,
};

const PAST = {
  over: "It ended before a first notification went out.",
  goes_on: "It goes on, so there is no end to tell of.",
  updated: "The stakeholders read the updates now, so a first notification is no longer due.",
};

const NOTHING = "There is nothing left to write.";

/** Offers the texts that are due now; edited as each is sent. Nothing goes before somebody has read it. */
export function offerMessage({ incidentId, moment, past, offered }: OfferModel): Message {
  const sent = offered.flatMap(({ title, sent: done }) =>
    done ? [mrkdwn`:white_check_mark: “${title}” by ${done.by} at ${date(done.at, "time")}`] : [],
  );
  const left = past === undefined ? offered.filter(({ sent: done }) => done === undefined) : [];
  if (left.length === 0) {
    const lines = sent.length > 0 ? sent : [mrkdwn`${past ? PAST[past] : NOTHING}`];
    const text = joinMrkdwn(lines, "\n");
    return message(text, [context([text])]);
  }
  const head = joinMrkdwn([HEAD[moment], ...sent], "\n");
  const whom = joinMrkdwn(
    left.map(({ title, to }) => mrkdwn`“${title}”${to.length > 0 ? ` for ${andList(to)}` : ""}`),
    "  ·  ",
  );
  const why = mrkdwn`${whom}. ${left.length === 1 ? "It" : "Each"} is filled from the record, and you read it before it goes.`;
  return message(joinMrkdwn([head, why], "\n"), [
    section(head),
    context([why]),
    actions(
      left.map(({ template, title }, index) =>
        button({
          text: `Write: ${title}`,
          actionId: writeNotice.build({ incidentId, template }),
          ...(index === 0 && { style: "primary" as const }),
        }),
      ),
    ),
  ]);
}
