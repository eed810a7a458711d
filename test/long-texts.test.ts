import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../src/config/index.ts";
import { usersIn } from "../src/core/escalation/triggers/amounts.ts";
import { wordsIn } from "../src/core/escalation/triggers/vocabulary.ts";
import { parseDeclaration } from "../src/core/incidents/index.ts";
import { parseSpan, wordsBeforeSpan } from "../src/core/oncall/index.ts";
import { prose } from "../src/core/postmortems/draft/prose.ts";
import { timelineMarkdown } from "../src/core/timeline/index.ts";
import { maskSecrets } from "../src/core/timeline/secrets.ts";
import { DomainError } from "../src/lib/errors.ts";
import { parseRoleWords } from "../src/slack/roles/parse-role-words.ts";

/** Slack cuts a text there. */
const LONGEST = 40_000;
const PATIENCE_MS = 150;

const policy = shippedPolicy();
const now = Date.UTC(2026, 2, 12, 14, 0);
const listened = policy.escalation.triggers.dataLoss.words;
const asIs = (word: string): string => word;

const incident = {
  number: 1,
  severity: "SEV-1",
  status: "triage",
  declaredAt: now,
  resolvedAt: undefined,
  isPrivate: false,
  isDrill: false,
};

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "the post-mortem": (text) => prose(text, asIs),
  "the exported timeline": (title) => [
    ...timelineMarkdown({ incident: { ...incident, title }, entries: [], names: asIs, tell: () => undefined }),
  ],
  "the words of a declaration": (text) => parseDeclaration(text, policy),
  "the words of a role": (text) => parseRoleWords(text, policy),
  "the times of a shift": (text) => parseSpan(text, now, "Europe/Berlin"),
  "what stands before them": wordsBeforeSpan,
  "the masking of secrets": maskSecrets,
  "the triggers": (text) => [wordsIn(text, listened), usersIn(text)],
};

const PIECES = [" ", "\t", "\u00a0", "\n ", "` ", "```", ").", "]", "1 ", "1,", "-", "to ", "data ", "<", "@{"];

const SECRETS = [
  "xoxb-",
  "eyJ-",
  "eyJaaaaaaaaaa.",
  "-----BEGIN PRIVATE KEY-----",
  "a://a:",
  "password=",
  'password="',
  "token: ",
  "password is ",
  "bearer ",
  "4",
  "4 ",
  "1111-",
  "sk-",
  "SG.a.",
  "a+",
  "a",
];

/** What a person is told of such a text does not matter here. */
function read(reader: (text: string) => unknown, text: string): void {
  try {
    reader(text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

describe("no text of Slack's greatest length keeps everybody else waiting [OPS-5]", () => {
  const table = Object.keys(READERS).flatMap((who) => {
    const pieces = who === "the masking of secrets" ? [...PIECES, ...SECRETS] : PIECES;
    return pieces.map((piece) => [who, piece] as const);
  });

  it.each(table)("%s, made of %j", (who, piece) => {
    const reader = READERS[who];
    if (!reader) throw new Error(`nobody reads ${who}`);
    const middle = piece.repeat(Math.floor(LONGEST / piece.length) - 2);
    const before = process.cpuUsage();
    for (const text of [middle, `x${middle}x`, `x \`${middle}\` x`, `1 ${middle}!`]) read(reader, text);
    // Not by the clock on the wall: a machine may have other things to do.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(4 * PATIENCE_MS);
  });
});
