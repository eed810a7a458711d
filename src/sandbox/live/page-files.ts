import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The page is built ahead: beside the compiled program, or in `dist` when the sources run as they are. */
const FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../../dist/sandbox/page/" : "../page/", import.meta.url),
);

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Pictures in messages may come from anywhere; everything else from here alone. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const NOT_BUILT = "The page is not built yet: run `npm run build`, then load this address again.\n";

export const isPagePath = (path: string): boolean => path === "/" || path.startsWith("/assets/");

/** A file of the page; a sentence when it has not been built. */
export async function pageFile(path: string, folder: string = FOLDER): Promise<PageAnswer> {
  const name = path === "/" ? "index.html" : path.slice(1);
  if (!/^(index\.html|assets\/[\w.-]+)$/.test(name)) return plain(404, "not found");
  try {
    const body = await readFile(`${folder}/${name}`);
    const headers = {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": name === "index.html" ? "no-cache" : "public, max-age=31536000, immutable",
    };
    return { status: 200, headers, body };
  } catch {
    return path === "/" ? plain(503, NOT_BUILT) : plain(404, "not found");
  }
}

const plain = (status: number, body: string): PageAnswer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});
