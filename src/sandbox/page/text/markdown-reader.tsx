import ReactMarkdown, { type Components, defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import { ChannelReference, GroupReference, Link, PersonReference } from "./references.tsx";

const REFERENCE = "sandbox-reference:";

/** Slack's references (`<@U…>`, `![](@U…)` in canvases) become links that are drawn as names. */
const withReferences = (text: string): string =>
  text
    .replace(
      /!\[\]\(([@#])([A-Z0-9]+)\)/g,
      (_whole, sign: string, id: string) => `[${sign}${id}](${REFERENCE}${sign}${id})`,
    )
    .replace(
      /<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/g,
      (_whole, sign: string, id: string) => `[${sign}${id}](${REFERENCE}${sign}${id})`,
    )
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, (_whole, id: string) => `[@${id}](${REFERENCE}!${id})`)
    .replace(/<(https?:\/\/[^|>\s]+)\|([^>]+)>/g, (_whole, url: string, label: string) => `[${label}](${url})`);

const components: Components = {
  a: ({ href = "", children }) => {
    if (!href.startsWith(REFERENCE)) return <Link href={href}>{children}</Link>;
    const sign = href[REFERENCE.length];
    const id = href.slice(REFERENCE.length + 1);
    if (sign === "#") return <ChannelReference id={id} />;
    return sign === "!" ? <GroupReference id={id} /> : <PersonReference id={id} />;
  },
  // A box in a list of tasks: it tells, nobody can tick it.
  input: ({ checked }) => (
    <span className="task" role="img" aria-label={checked ? "done" : "to do"}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  table: ({ children }) => (
    <div className="table-frame" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};

const safeUrl = (url: string): string => (url.startsWith(REFERENCE) ? url : defaultUrlTransform(url));

export function MarkdownReader({ children }: { children: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} urlTransform={safeUrl} skipHtml>
      {withReferences(children)}
    </ReactMarkdown>
  );
}
