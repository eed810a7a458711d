export { parseSpan, type SpokenSpan, wordsBeforeSpan } from "./parse.ts";
export { lengthWords, type Span, spokenSpan } from "./spoken.ts";
