import type { Context } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { summaryDeeds } from "./deeds.ts";
import { catchUpNow } from "./show.ts";

/** What everyone should see of an incident, kept true. */
export const summaryRoom = (ctx: Context): Room => ({
  verbs: [
    {
      name: "catchup",
      synonyms: ["catch-up", "summary"],
      usage: "catchup",
      help: "The state instead of the scrollback: what is known, who does what, what happened.",
      act: "look",
      needs: "incident",
      offers: "all",
      run: ({ incident }) => catchUpNow(ctx, incident),
    },
  ],
  deeds: summaryDeeds(ctx),
});
