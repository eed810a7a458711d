import { isJson, textOf } from "../../delivery/json.ts";
import { Mrkdwn, plainText } from "../text/mrkdwn.tsx";

/** A text object: `plain_text` or `mrkdwn`. */
export function TextObject({ value }: { value: unknown }) {
  if (typeof value === "string") return <>{value}</>;
  if (!isJson(value)) return null;
  const text = textOf(value.text);
  return value.type === "mrkdwn" ? <Mrkdwn text={text} /> : <span className="plain">{plainText(text)}</span>;
}

export const plainOf = (value: unknown): string => (isJson(value) ? textOf(value.text) : textOf(value));
