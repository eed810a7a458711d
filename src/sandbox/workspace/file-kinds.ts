const kinds: Readonly<Record<string, readonly [filetype: string, mimetype: string]>> = {
  csv: ["csv", "text/csv"],
  html: ["html", "text/html"],
  jpeg: ["jpg", "image/jpeg"],
  jpg: ["jpg", "image/jpeg"],
  json: ["json", "application/json"],
  md: ["markdown", "text/markdown"],
  pdf: ["pdf", "application/pdf"],
  png: ["png", "image/png"],
  svg: ["svg", "image/svg+xml"],
  txt: ["text", "text/plain"],
  zip: ["zip", "application/zip"],
};

/** Slack's word for the kind of a file and its media type, from the end of its name. */
export function kindOfFile(name: string): { filetype: string; mimetype: string } {
  const [filetype, mimetype] = kinds[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? [
    "binary",
    "application/octet-stream",
  ];
  return { filetype, mimetype };
}
