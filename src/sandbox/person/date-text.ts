/** Making a format takes longer than a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(name, format);
  return format;
}

/** Fills a date template such as `{date_short} at {time}` for a reader in `tz`. */
export function dateText(seconds: number, template: string, nowMs: number, tz: string): string {
  const at = new Date(seconds * 1000);
  const part = (options: Intl.DateTimeFormatOptions, locale = "en-US") =>
    formatOf(locale, { timeZone: tz, ...options }).format(at);
  const isoDay = (ms: number) => formatOf("en-CA", { timeZone: tz }).format(new Date(ms));
  const day = 86_400_000;
  const near = new Map([
    [isoDay(nowMs - day), "yesterday"],
    [isoDay(nowMs), "today"],
    [isoDay(nowMs + day), "tomorrow"],
  ]).get(isoDay(seconds * 1000));
  const long = () => part({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
  const plain = () => part({ month: "long", day: "numeric", year: "numeric" });
  const short = () => part({ month: "short", day: "numeric", year: "numeric" });
  const values: Record<string, () => string> = {
    date_num: () => isoDay(seconds * 1000),
    date: plain,
    date_slash: () => part({ month: "2-digit", day: "2-digit", year: "numeric" }),
    date_short: short,
    date_long: long,
    date_pretty: () => near ?? plain(),
    date_short_pretty: () => near ?? short(),
    date_long_pretty: () => near ?? long(),
    day_divider_pretty: () => near ?? long(),
    time: () => part({ hour: "numeric", minute: "2-digit" }),
    time_secs: () => part({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(seconds * 1000 - nowMs),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name]?.() ?? whole);
}

function ago(differenceMs: number): string {
  const minutes = Math.round(Math.abs(differenceMs) / 60_000);
  const [count, unit] = minutes < 60 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return differenceMs > 0 ? `in ${amount}` : `${amount} ago`;
}
