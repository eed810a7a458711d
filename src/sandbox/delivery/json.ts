export type Json = Record<string, unknown>;

/** Whether outside data is a JSON object (not null, not an array). */
export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON object that `text` holds, or undefined when it holds anything else. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
