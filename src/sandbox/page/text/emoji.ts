import names from "emojibase-data/en/shortcodes/iamcal.json";

/** Slack's own short names (iamcal), as characters. */
const characters = new Map<string, string>();
for (const [hexcode, known] of Object.entries(names)) {
  for (const name of Array.isArray(known) ? known : [known]) characters.set(name, characterOf(hexcode));
}

const TONES = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];

/** A lone symbol is drawn as a picture only with the variation selector behind it. */
function characterOf(hexcode: string): string {
  const points = hexcode.split("-").map((part) => Number.parseInt(part, 16));
  const text = String.fromCodePoint(...points);
  if (points.length === 1) return `${text}\uFE0F`;
  return hexcode.endsWith("-20E3") ? `${text[0]}\uFE0F\u20E3` : text;
}

/** The character of an emoji's short name, with or without a skin tone; undefined when there is none. */
export function emojiOf(name: string): string | undefined {
  const [plain = "", tone] = name.split("::skin-tone-");
  const character = characters.get(plain);
  return character && tone ? `${character.replace("\uFE0F", "")}${TONES[Number(tone)] ?? ""}` : character;
}

/** Short names that contain what was typed, those that begin with it first. */
export function emojiNamed(typed: string, most: number): { name: string; character: string }[] {
  const found = [...characters.entries()].filter(([name]) => name.includes(typed));
  found.sort(([a], [b]) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)) || a.length - b.length);
  return found.slice(0, most).map(([name, character]) => ({ name, character }));
}

export interface EmojiGroup {
  readonly label: string;
  readonly emoji: readonly { readonly name: string; readonly character: string }[];
}

const GROUPS = ["Smileys", "People", "", "Nature", "Food", "Places", "Activities", "Objects", "Symbols", "Flags"];

/** All emoji by group; loaded when somebody opens the picker. */
export async function emojiGroups(): Promise<EmojiGroup[]> {
  const { default: compact } = await import("emojibase-data/en/data.json");
  const nameOf = new Map(Object.entries(names).map(([hex, known]) => [hex, Array.isArray(known) ? known[0] : known]));
  const all = compact.flatMap(({ hexcode, group }) => {
    const name = nameOf.get(hexcode);
    return name === undefined ? [] : [{ name, character: characterOf(hexcode), group }];
  });
  return GROUPS.map((label, index) => ({ label, emoji: all.filter(({ group }) => group === index) })).filter(
    ({ label, emoji }) => label !== "" && emoji.length > 0,
  );
}
