import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Pair, parseDocument, visit } from "yaml";
import type { Problem } from "./problem.ts";

export type Path = readonly PropertyKey[];

/** A YAML file that still knows where each of its parts stands. */
export interface YamlSource {
  data: unknown;
  problems: Problem[];
  /** `file:line:column` of the key at a path, or of the nearest part above it that the file has. */
  where(path: Path): string;
}

/** Reads a YAML file; what is unsound in it is told in `problems`, and then `data` may be undefined. Never throws. */
export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line || 1}:${col || 1}`;
  };
  const problems = [
    ...[...document.errors, ...document.warnings].map((fault) => ({
      where: at(fault.pos[0]),
      what: `this is not sound YAML: ${fault.message}`,
      mend: "Correct the line; check indentation, colons and quotes around it.",
    })),
    ...unquotedKeys(document).map((key) => ({
      where: at(key.offset),
      what: `the key ${key.text} is not read as a text`,
      mend: `Put it in quotes: "${key.text}".`,
    })),
  ];
  const { data, fault } = plainData(document);
  if (fault) problems.push({ where: at(0), what: fault, mend: "Use fewer anchors and aliases." });
  return { data, problems, where: (path) => at(offsetOf(document, path)) };
}

/** An alias that has no anchor or multiplies itself is only found when it is followed. */
function plainData(document: Document.Parsed): { data?: unknown; fault?: string } {
  if (document.errors.length > 0) return { data: undefined };
  try {
    return { data: document.toJS() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** `+1:` and `no:` look like words and are not. */
function unquotedKeys(document: Document.Parsed): { text: string; offset: number }[] {
  const found: { text: string; offset: number }[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value === "string") return;
      found.push({ text: key.source ?? String(key.value), offset: key.range?.[0] ?? 0 });
    },
  });
  return found;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    const pair: Pair | undefined = isMap(node)
      ? node.items.find(({ key }) => keyText(key) === String(step))
      : undefined;
    if (pair) offset = startOf(pair.key) ?? offset;
    node = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    if (node === undefined) break;
    if (!pair) offset = startOf(node) ?? offset;
  }
  return offset;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
