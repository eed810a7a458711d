/** "a", "a and b", "a, b and c". */
export const andList = (words: readonly string[]): string => listed(words, "and");

/** "a", "a or b", "a, b or c". */
export const orList = (words: readonly string[]): string => listed(words, "or");

const listed = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
