import type { Category, Policy } from "../../config/index.ts";

export interface CategoryAdvice {
  readonly category: Category;
  /** The words that speak for it. */
  readonly words: readonly string[];
}

/** The category that the words of a text speak for, or undefined when none do; of equals a private one goes first. */
export function adviseCategory(policy: Policy, text: string): CategoryAdvice | undefined {
  const spaced = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, " ")} `;
  const isSaid = (word: string) => spaced.includes(` ${word} `) || spaced.includes(` ${word}s `);
  return policy.categories
    .map((category) => ({ category, words: onceEach(category.words.filter(isSaid)) }))
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.words.length - a.words.length || Number(b.category.private) - Number(a.category.private))[0];
}

/** "error" and "errors" are one word. */
const onceEach = (words: readonly string[]): string[] => words.filter((word) => !words.includes(`${word}s`));
