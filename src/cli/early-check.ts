import { DEFAULT_DATABASE_PATH } from "../config/database-path.ts";
import { checkAside, type Soundness } from "../db/check-aside.ts";
import { environment } from "./environment.ts";

/** A file whose pages are being read. */
export interface Checking {
  readonly path: string;
  readonly answer: Promise<Soundness>;
}

/** Begins to read the database, with as little of the program as that needs. */
export function beginCheck(): Checking {
  const path = environment().DATABASE_PATH?.trim() || DEFAULT_DATABASE_PATH;
  const answer = checkAside(path);
  // Whoever opens the file asks for the answer; until then a bad one is no news.
  answer.catch(() => {});
  return { path, answer };
}
