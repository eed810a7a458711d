import type { Json, Problem } from "./check.ts";
import { isJson } from "./check.ts";
import { LIMITS } from "./limits.ts";

interface Actionable {
  readonly blockId: string;
  readonly actionId: string;
  readonly at: string;
}

/** Rules that need more than one block: unique ids, one focus, how many of a kind. */
export function acrossBlocks(blocks: readonly Json[], at: string): Problem[] {
  return [
    ...repeatedBlockIds(blocks, at),
    ...repeatedActionIds(blocks, at),
    ...severalFocused(blocks, at),
    ...tooMany(blocks, at),
  ];
}

function repeatedBlockIds(blocks: readonly Json[], at: string): Problem[] {
  const seen = new Set<unknown>();
  return blocks.flatMap(({ block_id }, index) => {
    if (block_id === undefined) return [];
    if (seen.has(block_id))
      return [{ at: `${at}/${index}/block_id`, message: `\`block_id\` "${block_id}" already exists` }];
    seen.add(block_id);
    return [];
  });
}

function repeatedActionIds(blocks: readonly Json[], at: string): Problem[] {
  const seen = new Set<string>();
  return actionables(blocks, at).flatMap(({ blockId, actionId, at: where }) => {
    const key = JSON.stringify([blockId, actionId]);
    const repeated = seen.has(key);
    seen.add(key);
    const message = `\`action_id\` "${actionId}" already exists for \`block_id\` "${blockId}"`;
    return repeated ? [{ at: `${where}/action_id`, message }] : [];
  });
}

function actionables(blocks: readonly Json[], at: string): Actionable[] {
  return blocks.flatMap((block, index) => {
    const blockId = typeof block.block_id === "string" ? block.block_id : `#${index}`;
    return elementsOf(block, `${at}/${index}`).flatMap(([element, where]) =>
      typeof element.action_id === "string" ? [{ blockId, actionId: element.action_id, at: where }] : [],
    );
  });
}

function elementsOf(block: Json, at: string): [Json, string][] {
  const several = Array.isArray(block.elements) ? block.elements : [];
  const singles = ["accessory", "element"].map((name): [unknown, string] => [block[name], `${at}/${name}`]);
  const all = [
    ...several.map((each: unknown, index): [unknown, string] => [each, `${at}/elements/${index}`]),
    ...singles,
  ];
  return all.flatMap(([element, where]): [Json, string][] => (isJson(element) ? [[element, where]] : []));
}

function severalFocused(blocks: readonly Json[], at: string): Problem[] {
  const focused = blocks.flatMap((block, index) =>
    elementsOf(block, `${at}/${index}`).filter(([element]) => element.focus_on_load === true),
  );
  return focused.slice(1).map(([, where]) => ({ at: where, message: "only one element can have focus_on_load" }));
}

function tooMany(blocks: readonly Json[], at: string): Problem[] {
  const limits = { table: LIMITS.tables, data_visualization: LIMITS.charts };
  return Object.entries(limits).flatMap(([type, most]) =>
    blocks.filter((block) => block.type === type).length > most
      ? [{ at, message: `no more than ${most} ${type} blocks allowed` }]
      : [],
  );
}

/** All characters that the blocks show or carry as text. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each: unknown) => sum + textLength(each), 0);
  if (!isJson(value)) return 0;
  const own = typeof value.text === "string" ? value.text.length : 0;
  return own + Object.values(value).reduce((sum: number, each) => sum + textLength(each), 0);
}
