import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import type { Reply } from "../kit/index.ts";
import type { Verb, VerbInput } from "../kit/verbs.ts";
import { openHandoff } from "../notices/index.ts";
import { coverVerb } from "./cover.ts";
import { shiftHandoff } from "./handoff.ts";
import { overrideVerb } from "./override.ts";
import { swapVerb } from "./swap.ts";

/** The words of `/incident` with which people change who is on call, and hand a shift over. */
export const shiftVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "cover",
    usage: "cover [tonight 18–22] [why]",
    help: "Asks the others of your rotation to cover a part of your shift.",
    act: "contribute",
    needs: "nothing",
    run: (input) => coverVerb(ctx, input),
  },
  {
    name: "swap",
    usage: "swap [@name]",
    help: "Offers one of your shifts against one of theirs.",
    act: "contribute",
    needs: "nothing",
    run: (input) => swapVerb(ctx, input),
  },
  {
    name: "override",
    usage: "override [rotation] [@name] [from] [to] | list",
    help: "Puts somebody on call for a while; or lists what was changed, to take it back.",
    act: "lead",
    needs: "nothing",
    run: (input) => overrideVerb(ctx, input),
  },
  {
    name: "handoff",
    usage: "handoff [engineering | leadership | customers] [@name]",
    help: "In an incident hands it over in the words that they need; elsewhere drafts the handoff of your shift.",
    act: ({ incident }) => (incident ? "update" : "contribute"),
    needs: "nothing",
    run: (input) => handoffVerb(ctx, input),
  },
];

/** Where an incident is, it is handed over; one's shift elsewhere, and where its rotation is named. */
async function handoffVerb(ctx: Context, input: VerbInput): Promise<Reply | undefined> {
  if (!input.incident) return shiftHandoff(ctx, input);
  if ((await openHandoff(ctx, input, input.incident)) !== "not_mine") return undefined;
  if (input.words !== "") return shiftHandoff(ctx, input);
  throw new InvalidInputError(
    "To whom? `/incident handoff engineering @name`, `leadership` or `customers`. Your shift: `/incident handoff` and the name of its rotation.",
  );
}
