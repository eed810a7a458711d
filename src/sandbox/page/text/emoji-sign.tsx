import { emojiOf } from "./emoji.ts";

/** An emoji by its short name; an unknown one stays as it was written. */
export function Emoji({ name }: { name: string }) {
  const character = emojiOf(name);
  if (!character) return <>:{name}:</>;
  return (
    <span className="emoji" role="img" aria-label={`:${name}:`} title={`:${name}:`}>
      {character}
    </span>
  );
}
