/** C0 and C1 controls but tab and newline, and the overrides that let a text display backwards. */
const CONTROL = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text without what steers a terminal or turns words round; every line end is a newline. */
export const withoutControls = (text: string): string => text.replace(/\r\n?/g, "\n").replace(CONTROL, "");
