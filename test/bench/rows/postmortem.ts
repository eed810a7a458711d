import { postmortemMarkdown } from "../../../src/slack/postmortems/index.ts";
import { bystander } from "../bystander.ts";
import { type Finding, inMs, latencies, spreadOf, withSpread } from "../measured.ts";
import { millionFile } from "../million.ts";
import type { Row } from "../row.ts";

const LIMIT_MS = 500;

/** Drafting the post-mortem of a long incident, from its record to the Markdown. */
export const postmortem: Row = {
  name: "postmortem",
  claim: "FAST-3",
  async run({ isQuick }): Promise<Finding[]> {
    const { path, longest } = await millionFile(isQuick);
    const { ctx, stop } = await bystander(path);
    try {
      await postmortemMarkdown(ctx, longest.id);
      const drafted = spreadOf(await latencies(isQuick ? 3 : 9, () => postmortemMarkdown(ctx, longest.id)));
      return [
        {
          row: postmortem.name,
          what: `post-mortem of ${longest.messages.toLocaleString("en")} messages`,
          ours: withSpread(drafted, inMs),
          against: "",
          theirs: "",
          demand: { words: `< ${LIMIT_MS} ms`, holds: drafted.median < LIMIT_MS },
        },
      ];
    } finally {
      await stop();
    }
  },
};
