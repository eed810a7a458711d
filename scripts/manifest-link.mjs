// Prints the link that creates the app from manifest.yml; README.md carries it, and a test holds the two together.
import { readFileSync } from "node:fs";

const manifest = readFileSync(new URL("../manifest.yml", import.meta.url), "utf8");
process.stdout.write(`https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest)}\n`);
