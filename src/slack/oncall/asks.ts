import { rotaOf, rotationLabel } from "../../core/oncall/index.ts";
import type { Incident } from "../../core/product.ts";
import type { AskInput, AskViews } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import { type Message, message, mrkdwn, section } from "../kit/index.ts";
import { handoffModel } from "./handoff-text.ts";
import { coverMessage } from "./views/cover-message.ts";
import { handoffMessage, handoffOver } from "./views/handoff-messages.ts";
import { swapMessage } from "./views/swap-message.ts";

const AGAIN = "again";

/** What is so old that the record keeps it no longer in mind. */
function forgotten(): Message {
  const text = mrkdwn`This question is over.`;
  return message(text, [section(text)]);
}

/** The words and buttons of what is asked around shifts. */
export function oncallAsks(ctx: Context): AskViews {
  const labelOf = (house: Incident, rotation: string) =>
    rotationLabel(rotaOf(house, { policy: ctx.policy() }), rotation);
  const round = ({ ask }: AskInput) => ({
    isAgain: ask.rung === AGAIN,
    isOvertaken: ask.ending?.how === "overtaken",
  });

  return {
    cover: {
      async message(input) {
        const cover = input.incident.oncall.covers[input.ask.subject ?? ""];
        if (!cover) return forgotten();
        const rotation = labelOf(input.incident, cover.rotation);
        return coverMessage({ cover, rotation, reader: input.userId, ...round(input) });
      },
    },
    swap: {
      async message(input) {
        const swap = input.incident.oncall.swaps[input.ask.subject ?? ""];
        if (!swap) return forgotten();
        return swapMessage({ swap, rotation: labelOf(input.incident, swap.gives.rotation), ...round(input) });
      },
    },
    handoff: {
      async message({ incident, ask }) {
        const handoff = incident.oncall.handoffs[ask.subject ?? ""];
        if (!handoff) return forgotten();
        const rotation = labelOf(incident, handoff.rotation);
        if (ask.ending) return handoffOver({ handoff, rotation });
        return handoffMessage(await handoffModel(ctx, handoff), true);
      },
    },
  };
}
