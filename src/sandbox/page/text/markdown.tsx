import { lazy, Suspense } from "react";
import { emojiOf } from "./emoji.ts";

/** Its parser is large and few messages need it. */
const Reader = lazy(() => import("./markdown-reader.tsx").then(({ MarkdownReader }) => ({ default: MarkdownReader })));

/** Standard Markdown (`markdown` blocks, canvases, files), without any HTML of its own. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Suspense fallback={<div className="mrkdwn">{text}</div>}>
        <Reader>{withEmoji(text)}</Reader>
      </Suspense>
    </div>
  );
}

const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
