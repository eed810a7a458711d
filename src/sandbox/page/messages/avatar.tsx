import { Activity } from "lucide-react";
import { usePage, usePerson } from "../session/use-page.ts";
import { emojiOf } from "../text/emoji.ts";

const HUES = [205, 265, 12, 155, 330, 42, 185, 300, 85, 230];

/** A person's initials on their own colour; the app's sign for the app. */
export function Avatar({ id, size = 36, emoji }: { id: string; size?: number; emoji?: string }) {
  const person = usePerson(id);
  const isApp = usePage(({ app }) => app.botUserId === id);
  const hue = HUES[Number.parseInt(id.slice(-3), 36) % HUES.length] ?? 205;
  const box = { width: size, height: size, fontSize: size * 0.4 };
  const sign = emoji && emojiOf(emoji.replaceAll(":", ""));
  if (isApp && !sign) {
    return (
      <span className="avatar avatar-app" style={box} aria-hidden="true">
        <Activity size={size * 0.6} />
      </span>
    );
  }
  const initials = (person?.displayName ?? "?")
    .replace(/[^\p{L} ]/gu, "")
    .slice(0, 1)
    .toUpperCase();
  return (
    <span className="avatar" style={{ ...box, background: `hsl(${hue} 42% 40%)` }} aria-hidden="true">
      {sign ?? initials}
    </span>
  );
}
