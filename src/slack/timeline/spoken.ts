import { mention } from "../../core/ledger/index.ts";

const REFERENCE = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack's markup as the plain words that the record keeps: people as mentions, addresses whole, entities as characters. */
export function spokenText(slackText: string): string {
  return slackText
    .replace(REFERENCE, (_whole, mark: string, target: string, label: string | undefined) => {
      switch (mark) {
        case "@":
          return /^[A-Z0-9]+$/.test(target) ? mention(target) : `@${label ?? target}`;
        case "#":
          return `#${label || target}`;
        case "!":
          return announced(target, label);
        default:
          return label && label !== target && !target.endsWith(label) ? `${label} (${target})` : target;
      }
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

/** `<!here>`, `<!subteam^S1|@oncall>`, `<!date^…|fallback>`. */
function announced(target: string, label: string | undefined): string {
  if (label) return label;
  return `@${target.split("^")[0]}`;
}
