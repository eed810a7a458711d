import { z } from "zod";

/** Arguments arrive as JSON or, form-encoded, as text; each of these takes both. */
export const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string());

export const required = text.refine((value) => value !== "", "must be more than 0 characters");

export const flag = z.preprocess((value) => {
  if (value === "true" || value === "1" || value === 1) return true;
  if (value === "false" || value === "0" || value === 0 || value === "") return false;
  return value;
}, z.boolean());

export const whole = z.preprocess(
  (value) => (typeof value === "string" && value !== "" ? Number(value) : value),
  z.int(),
);

/** JSON in itself or as text; text that is no JSON stays text, for the next check to refuse. */
export const json = z.preprocess((value) => {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}, z.unknown());

/** Ids or words: a list, a JSON list as text, or text with commas. */
export const several = z.preprocess((value) => {
  if (typeof value !== "string") return value;
  if (value.startsWith("[")) return json.parse(value);
  return value
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}, z.array(z.string()));

export const channel = { channel: required };
export const pages = { cursor: text.optional(), limit: whole.optional() };
