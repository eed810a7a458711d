/** What stands after `/incident merge`: `#12`, `into #7`, `#12 into #7`, each with a reason behind it. */
export interface MergeWords {
  readonly loser: number | undefined;
  readonly into: number | undefined;
  readonly why: string | undefined;
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Takes the words of a merge apart. Pure. */
export function parseMerge(words: string): MergeWords {
  const [, loser, into, why = ""] =
    /^(?:#(\d{1,9})\b)?\s*(?:(?:in)?to\s+#?(\d{1,9})\b)?\s*([\s\S]*)$/i.exec(words.trim()) ?? [];
  return { loser: number(loser), into: number(into), why: why.trim() || undefined };
}

/** `#12 same deploy`. Pure. */
export function parseLink(words: string): { readonly other: number | undefined; readonly why: string | undefined } {
  const [, other, why = ""] = /^(?:#(\d{1,9})\b)?\s*([\s\S]*)$/.exec(words.trim()) ?? [];
  return { other: number(other), why: why.trim() || undefined };
}

const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/;

/** `Payments queue @lead`. Pure. */
export function parseSplit(words: string): { readonly title: string; readonly leadId: string | undefined } {
  const leadId = PERSON.exec(words)?.[1];
  return { title: words.replace(PERSON, " ").replace(/\s+/g, " ").trim(), leadId };
}
