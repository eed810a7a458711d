import { InvalidInputError } from "../../../lib/errors.ts";

export const HOW =
  "Write it such as `tonight 18–22`, `friday 9:00 to 17:00`, `13.3. 18:00 to 14.3. 6:00`, `until 18:00` or `for 2 hours`.";
export const UNCLEAR = `From when to when? ${HOW}`;
export const OVER = `That is over already. ${HOW}`;
export const VAGUE = "Is that in the morning or in the evening? Write `06:00` or `18:00`, or `6am` or `6pm`.";
export const BACKWARDS = `It ends before it begins, or on a day that you did not name. ${HOW}`;

/** What is not understood is said at the field where it was written. */
export const refusal = (sentence: string) => new InvalidInputError(sentence, "from");
