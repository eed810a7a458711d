import { SlackError } from "./slack-error.ts";

const MOST_TABLE_CELLS = 300;
const LONGEST_CANVAS = 1_000_000;

/** The pieces that can be addressed on their own: a heading each, and what stands between blank lines. */
export function sectionsOf(markdown: string): string[] {
  const sections: string[] = [];
  let fenced = false;
  let open = false;
  for (const line of markdown.split("\n")) {
    const ends = !fenced && (line.trim() === "" || isHeading(line));
    if (line.startsWith("```")) fenced = !fenced;
    if (ends) open = false;
    if (line.trim() === "" && !fenced) continue;
    if (open) sections.push(`${sections.pop()}\n${line}`);
    else sections.push(line);
    open = !isHeading(line) || fenced;
  }
  return sections;
}

/** Level of a heading, or undefined for what is none. */
export function headingLevel(markdown: string): number | undefined {
  return /^(#{1,6}) /.exec(markdown)?.[1]?.length;
}

const isHeading = (line: string) => headingLevel(line) !== undefined;

/** Refuses what Slack's canvases cannot hold: deep headings, big tables, Block Kit. */
export function checkMarkdown(markdown: string, code: string): void {
  const refuse = (detail: string) => {
    throw new SlackError(code, { detail });
  };
  if (markdown.length > LONGEST_CANVAS) refuse("document is too long");
  for (const section of sectionsOf(markdown)) {
    if ((headingLevel(section) ?? 1) > 3) refuse("headings go to level 3");
    const rows = section.split("\n").filter((line) => line.trimStart().startsWith("|"));
    const cells = rows.reduce((sum, row) => sum + Math.max(0, row.split(/(?<!\\)\|/).length - 2), 0);
    if (cells > MOST_TABLE_CELLS) refuse(`a table has ${cells} cells; ${MOST_TABLE_CELLS} are allowed`);
  }
}
