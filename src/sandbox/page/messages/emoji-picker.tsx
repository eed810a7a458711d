import { type RefObject, useEffect, useState } from "react";
import { Popover } from "../frame/popover.tsx";
import { type EmojiGroup, emojiGroups, emojiNamed } from "../text/emoji.ts";

const FAVOURITES = [
  ...["white_check_mark", "eyes", "pushpin", "raised_hands", "thumbsup", "warning"],
  ...["mag", "wrench", "bulb", "fire", "tada", "heart"],
];
const MOST_FOUND = 60;

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  onPick(name: string): void;
  onClose(): void;
}

/** Emoji by group or by name. */
export function EmojiPicker({ anchor, onPick, onClose }: Props) {
  const [query, setQuery] = useState("");
  const [groups, setGroups] = useState<readonly EmojiGroup[]>([]);
  useEffect(() => void emojiGroups().then(setGroups), []);
  const often = { label: "Often used", emoji: FAVOURITES.flatMap((name) => emojiNamed(name, 1)) };
  const found = [{ label: "Found", emoji: emojiNamed(query.toLowerCase().replaceAll(":", ""), MOST_FOUND) }];
  const shown = query ? found : [often, ...groups];
  const pick = (name: string) => {
    onPick(name);
    onClose();
  };
  return (
    <Popover anchor={anchor} onClose={onClose}>
      <div className="emoji-picker" role="dialog" aria-label="Choose an emoji">
        <input
          ref={(input) => input?.focus()}
          type="text"
          className="text-field"
          aria-label="Search emoji"
          placeholder="Search emoji"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={({ key }) => {
            const [first] = found[0]?.emoji ?? [];
            if (key === "Enter" && query && first) pick(first.name);
          }}
        />
        <div className="emoji-groups" tabIndex={-1}>
          {shown.map(({ label, emoji }) => (
            <section key={label} aria-label={label}>
              <h4>{label}</h4>
              <div className="emoji-grid">
                {emoji.map(({ name, character }) => (
                  <button
                    key={name}
                    type="button"
                    className="emoji-choice"
                    aria-label={name}
                    title={`:${name}:`}
                    onClick={() => pick(name)}
                  >
                    {character}
                  </button>
                ))}
              </div>
            </section>
          ))}
        </div>
      </div>
    </Popover>
  );
}
