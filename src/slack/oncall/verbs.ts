import type { Rotation } from "../../config/index.ts";
import type { World } from "../../core/ledger/index.ts";
import { rotationMeant } from "../../core/oncall/index.ts";
import { serviceMeant } from "../../core/services/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import type { Reply } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import { unableAmong } from "./able.ts";
import { calendarLinks } from "./calendar.ts";
import { healthModel } from "./health.ts";
import { type RotationNow, rotationNow, shiftsAhead } from "./model.ts";
import { healthMessage } from "./views/health.ts";
import { rotationMessage, rotationsMessage } from "./views/on-call.ts";

/** `/incident oncall …`: who is on call, now and next. */
export const rotaVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "oncall",
    synonyms: ["on-call", "rota"],
    usage: "oncall [rotation or service] | calendar | health",
    help: "Who is on call now and next, until when; the shifts as a calendar to subscribe to; or how often people were paged.",
    act: "look",
    needs: "nothing",
    run: ({ words, userId }) => tellOnCall(ctx, words, userId),
  },
];

async function tellOnCall(ctx: Context, words: string, userId: string): Promise<Reply> {
  const world = await ctx.ledger.world();
  const [, calendarOf] = /^calendar\b\s*(.*)$/is.exec(words) ?? [];
  if (calendarOf !== undefined) return calendarLinks(ctx, world, userId, calendarOf);
  if (/^health$/i.test(words)) return healthMessage(await healthModel(ctx, world));
  if (words === "") {
    const all = world.policy.rotations.map((rotation) => rotationNow(world, rotation, world.now));
    return rotationsMessage(all, await unableAmong(ctx, all.flatMap(namedIn)));
  }
  const rotation = rotationOf(world, words);
  const now = rotationNow(world, rotation, world.now);
  const ahead = shiftsAhead(world, rotation.id, world.now);
  const unable = await unableAmong(ctx, [...namedIn(now), ...ahead.map((shift) => shift.userId)]);
  return rotationMessage(now, ahead, unable);
}

const namedIn = ({ primary, secondary, next }: RotationNow): string[] =>
  [primary, secondary, next].flatMap((held) => held?.userId ?? []);

/** The rotation of this name, or that of the service of this name. */
function rotationOf(world: World, words: string): Rotation {
  const named = world.policy.rotations.some(({ id, name }) => [id, name.toLowerCase()].includes(words.toLowerCase()));
  const service = named ? undefined : serviceMeant(world.policy.services, words);
  if (!service) return rotationMeant(world, words);
  if (service.rotation) return rotationMeant(world, service.rotation);
  throw new InvalidInputError(
    `Nobody is on call for ${service.name}: it has no rotation. \`rotation:\` under it in services.yml names one.`,
  );
}
