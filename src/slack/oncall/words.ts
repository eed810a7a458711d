import { type RotaWorld, rotationMeant } from "../../core/oncall/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";

const MENTION = /<@([A-Z0-9]+)(?:\|[^>]*)?>/;

export interface OncallWords {
  readonly rotation: string | undefined;
  readonly userId: string | undefined;
  readonly level: "primary" | "secondary";
  /** What is left: a time, and perhaps a reason. */
  readonly rest: string;
}

/** Takes rotation, person and level out of what was typed, wherever they stand. */
export function parseOncallWords(words: string, rota: RotaWorld): OncallWords {
  const userId = MENTION.exec(words)?.[1];
  const unmentioned = words.replace(MENTION, " ");
  const stranger = /(?:^|\s)@(\S+)/.exec(unmentioned)?.[1];
  if (stranger !== undefined) {
    throw new InvalidInputError(
      `I do not know who “@${stranger}” is. Choose them from the list that Slack shows after the @.`,
    );
  }
  const level = /(?:^|\s)secondary(?=\s|$)/i.test(unmentioned) ? "secondary" : "primary";
  const plain = unmentioned
    .replace(/(?:^|\s)(?:primary|secondary)(?=\s|$)/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
  const named = rota.policy.rotations.flatMap(({ id, name }) => [id, name]).sort((a, b) => b.length - a.length);
  const lower = plain.toLowerCase();
  const found = named.find((name) => lower === name.toLowerCase() || lower.startsWith(`${name.toLowerCase()} `));
  return {
    rotation: found && rotationMeant(rota, found).id,
    userId,
    level,
    rest: found ? plain.slice(found.length).trim() : plain,
  };
}
