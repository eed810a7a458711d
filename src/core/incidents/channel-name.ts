/** What Slack accepts as the name of a channel. */
const LONGEST = 80;
/** Room for the `-2` of a name that was taken. */
const SUFFIX_ROOM = 3;

/** Letters that do not come apart into a Latin one and its accent. */
const SPELT: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

/** Lower-case letters, digits and dashes; what has no such spelling goes, and nothing may be left. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => SPELT[letter] ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The slug, at most `max` characters, cut between words where a word ends in its second half. */
function cut(slug: string, max: number): string {
  if (slug.length <= max) return slug;
  const head = slug.slice(0, Math.max(0, max));
  const end = head.lastIndexOf("-");
  const isMidWord = slug[head.length] !== "-";
  return (isMidWord && end > max / 2 ? head.slice(0, end) : head).replace(/-+$/, "");
}

function fill(template: string, number: number, slug: string): string {
  return template
    .toLowerCase()
    .replaceAll("{number}", String(number))
    .replaceAll("{slug}", slug)
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/[-_]{2,}/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "");
}

/** The name of an incident's channel by the policy's template; a title without any Latin letter or digit leaves the number. */
export function channelNameOf(template: string, number: number, title: string): string {
  const withoutSlug = fill(template, number, "");
  const slug = cut(slugOf(title), LONGEST - SUFFIX_ROOM - withoutSlug.length - 1);
  return fill(template, number, slug).slice(0, LONGEST - SUFFIX_ROOM);
}

/** What to try, in this order, when a name is taken. */
export function channelNames(name: string): readonly string[] {
  return [name, ...Array.from({ length: 8 }, (_, index) => `${name}-${index + 2}`)];
}
