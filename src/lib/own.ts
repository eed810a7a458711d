/** What a record itself holds under a key that came from outside; nothing for "constructor" and what else every object has. */
export const ownOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
