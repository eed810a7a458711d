import { z } from "zod";

/** `checkout, payments api` → its parts. */
export const listedNames = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** The field for services: typed, or chosen from the catalog. */
export const ServicesField = z
  .union([z.string().transform(listedNames), z.array(z.string())])
  .optional()
  .transform((names) => names ?? []);
