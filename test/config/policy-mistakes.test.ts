import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import { loadPolicy } from "../../src/config/load-policy.ts";
import { ConfigProblems, type Problem } from "../../src/config/problem.ts";
import { ConfigError } from "../../src/lib/errors.ts";
import { filesWith } from "./fake-files.ts";

const load = (yaml: string) => loadPolicy("/conf", filesWith({ "policy.yml": yaml }));

function problemsOf(yaml: string): readonly Problem[] {
  try {
    load(yaml);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

describe("a mistake in a policy", () => {
  const AT = "/conf/policy.yml";

  it.each<[claim: string, yaml: string, problem: Problem]>([
    [
      "an unknown key, with what was meant",
      "severities:\n  sev1:\n    updateEvry: 10 min\n",
      {
        where: `${AT}:3:5`,
        what: 'severities.sev1.updateEvry: unknown key "updateEvry"',
        mend: 'Did you mean "updateEvery"?',
      },
    ],
    [
      "an unknown key at the top",
      "channel:\n  defaultVerbosity: compact\nreminder: {}\n",
      { where: `${AT}:3:1`, what: 'reminder: unknown key "reminder"', mend: 'Did you mean "reminders"?' },
    ],
    [
      "a length of time without a unit",
      "undoWithin: 5\n",
      {
        where: `${AT}:1:1`,
        what: "undoWithin: 5 is a number, not a text",
        mend: 'Write a length of time with its unit, such as "30 s", "15 min", "1 h" or "3 d".',
      },
    ],
    [
      "a length of time that is none",
      "channel: { archiveAfter: soon }\n",
      {
        where: `${AT}:1:12`,
        what: 'channel.archiveAfter: "soon" is not a length of time',
        mend: 'Write one with its unit, such as "30 s", "15 min", "1 h" or "3 d".',
      },
    ],
    [
      "a word of a trigger that would match anything",
      "escalation:\n  triggers:\n    exposure: { words: [leaked key, '*'] }\n",
      {
        where: `${AT}:3:37`,
        what: 'escalation.triggers.exposure.words.1: "*" is nothing to listen for',
        mend: 'Write a word or several, of at least two letters or digits; "*" may stand at the end of one for its rest, as in "leak*", and "..." between two for one to three others, as in "dropped ... table".',
      },
    ],
    [
      "a word of a trigger that is a number",
      "escalation:\n  triggers:\n    customerAsks: { words: [503] }\n",
      {
        where: `${AT}:3:29`,
        what: "escalation.triggers.customerAsks.words.0: 503 is a number, not a text",
        mend: "Write a text, in quotes.",
      },
    ],
    [
      "words of a trigger that are no list",
      "escalation:\n  triggers:\n    reputation: { words: the press }\n",
      {
        where: `${AT}:3:19`,
        what: 'escalation.triggers.reputation.words: "the press" is a text, not a list: [one, two]',
        mend: "Write a list: [one, two].",
      },
    ],
    [
      "words for a trigger that has none",
      "escalation:\n  triggers:\n    openLong: { words: [still] }\n",
      {
        where: `${AT}:3:17`,
        what: 'escalation.triggers.openLong.words: unknown key "words"',
        mend: expect.stringContaining("enabled"),
      },
    ],
    [
      "a due time that is none",
      "severities:\n  sev3:\n    escalateAfter: tomorrow\n",
      {
        where: `${AT}:3:5`,
        what: 'severities.sev3.escalateAfter: "tomorrow" does not say when it is due',
        mend: 'Write "15 min", "1 h", "3 d", "next business day", "end of day" or "never".',
      },
    ],
    [
      "a rhythm without a pause",
      "severities:\n  sev1:\n    updateEvery: at once\n",
      {
        where: `${AT}:3:5`,
        what: 'severities.sev1.updateEvery: "at once" does not say when it is due',
        mend: 'Write "15 min", "1 h", "3 d", "next business day", "end of day" or "never".',
      },
    ],
    [
      "a word on the status page that is no time",
      "extends: sev1-sev4\nseverities:\n  sev1: { statusPage: { within: soon } }\n",
      {
        where: `${AT}:3:25`,
        what: 'severities.sev1.statusPage.within: "soon" does not say when it is due',
        mend: 'Write "at once", "15 min", "1 h", "3 d", "next business day", "end of day" or "never".',
      },
    ],
    [
      "a value that is not one of those known",
      "reactions:\n  eyes: findings\n",
      { where: `${AT}:2:3`, what: 'reactions.eyes: "findings" is not known here', mend: 'Did you mean "finding"?' },
    ],
    [
      "a wrong kind of value",
      "severities:\n  sev1:\n    aliases: [1]\n",
      {
        where: `${AT}:3:15`,
        what: "severities.sev1.aliases.0: 1 is a number, not a text",
        mend: "Write a text, in quotes.",
      },
    ],
    [
      "a key that cannot be one",
      "categories:\n  Payments: { label: Payments, words: [] }\n",
      {
        where: `${AT}:2:3`,
        what: "categories.Payments: this cannot be a key",
        mend: "Begin with a lower-case letter, then up to 29 lower-case letters, digits, _ or -.",
      },
    ],
    [
      "a key that YAML reads as a number",
      "reactions:\n  +1: went_well\n",
      { where: `${AT}:2:3`, what: "the key +1 is not read as a text", mend: 'Put it in quotes: "+1".' },
    ],
    [
      "a new thing without its parts, as one problem",
      "categories:\n  payments: { private: true }\n",
      {
        where: `${AT}:2:3`,
        what: 'categories.payments: "label", "words" are missing',
        mend: "Add what is missing, as in the shipped default.yml; if you meant to change something that exists, check its key.",
      },
    ],
    [
      "a value taken away that is needed",
      "channel:\n  archiveAfter:\n",
      {
        where: `${AT}:2:3`,
        what: 'channel: "archiveAfter" is missing',
        mend: "Add what is missing, as in the shipped default.yml; if you meant to change something that exists, check its key.",
      },
    ],
    [
      "a severity that a reminder names and that is gone",
      "reminders:\n  noCommander: { severities: [sev1, sve2] }\n",
      {
        where: `${AT}:2:37`,
        what: 'reminders.noCommander.severities: "sve2" is not a severity of this policy',
        mend: 'Did you mean "sev2"?',
      },
    ],
    [
      "a role that may approve and does not exist",
      "approvals:\n  close: { roles: [comander] }\n",
      {
        where: `${AT}:2:20`,
        what: 'approvals.close.roles: "comander" is not a role of this policy',
        mend: 'Did you mean "commander"?',
      },
    ],
    [
      "a severity that nobody closes alone, since it is gone",
      "approvals:\n  close: { alone: [sev3, sev9] }\n",
      {
        where: `${AT}:2:26`,
        what: 'approvals.close.alone: "sev9" is not a severity of this policy',
        mend: "Known here: sev1, sev2, sev3, sev4, sev5.",
      },
    ],
    [
      "an audience that does not exist",
      "severities:\n  sev1: { stakeholders: [everybody] }\n",
      {
        where: `${AT}:2:26`,
        what: 'severities.sev1.stakeholders: "everybody" is not an audience of this policy',
        mend: "Known here: executives, affected_customers, all_engineering, support_leads, engineering_leadership, team_leads, support, team_lead, product_manager, owning_team.",
      },
    ],
    [
      "a word that means two severities",
      "severities:\n  sev2:\n    aliases: [two, Critical]\n",
      {
        where: `${AT}:3:5`,
        what: 'severities.sev2: "critical" already means sev1',
        mend: "Give one of the two another word.",
      },
    ],
    [
      "a role that the reminders need",
      "roles:\n  commander: null\n",
      {
        where: `${AT}:2:3`,
        what: 'roles: "commander" is missing, and the reminders turn to it',
        mend: "Keep its key; label, aliases and texts are yours to change.",
      },
    ],
    [
      "a channel name that is the same for every incident of a title",
      "channel:\n  nameTemplate: inc-{slug}\n",
      {
        where: `${AT}:2:3`,
        what: "channel.nameTemplate: {number} is not in it, so two incidents of one title would ask for one channel",
        mend: "Add {number}.",
      },
    ],
    [
      "a placeholder that stands for nothing",
      "channel:\n  nameTemplate: inc-{number}-{title}\n",
      {
        where: `${AT}:2:3`,
        what: "channel.nameTemplate: {title} stands for nothing",
        mend: "Use {number}, {slug}.",
      },
    ],
    [
      "a time zone that does not exist",
      "businessHours:\n  timeZone: Mars/Olympus\n",
      {
        where: `${AT}:2:3`,
        what: "businessHours.timeZone: this is not a known time zone",
        mend: 'Write one such as "Europe/Berlin" or "UTC".',
      },
    ],
    [
      "business that closes before it opens",
      'businessHours:\n  from: "18:00"\n  to: "09:00"\n',
      {
        where: `${AT}:3:3`,
        what: "businessHours.to: business closes before it opens",
        mend: "Write a later time than in `from`.",
      },
    ],
    [
      "a time of day that is none",
      'reminders:\n  quietHours: { from: "25:00" }\n',
      {
        where: `${AT}:2:17`,
        what: 'reminders.quietHours.from: "25:00" is not a time of day',
        mend: 'Write one from "00:00" to "23:59", in quotes.',
      },
    ],
    [
      "a policy to build on that does not ship",
      "undoWithin: 1 min\nextends: p0-p5\n",
      { where: `${AT}:2:1`, what: 'extends: there is no shipped policy "p0-p5"', mend: 'Did you mean "p0-p4"?' },
    ],
    [
      "broken YAML",
      "channel:\n  archiveAfter: [7 d\n",
      expect.objectContaining({
        where: `${AT}:3:1`,
        mend: "Correct the line; check indentation, colons and quotes around it.",
      }),
    ],
    [
      "an act that nobody can be entitled to",
      "entitlements:\n  leed: { guests: true }\n",
      { where: `${AT}:2:3`, what: 'entitlements.leed: unknown key "leed"', mend: 'Did you mean "lead"?' },
    ],
    [
      "a person who is entitled by name instead of by id",
      'entitlements: { lead: { people: ["@dana"] } }\n',
      {
        where: `${AT}:1:34`,
        what: "entitlements.lead.people.0: this is not a member id",
        mend: 'Write one such as "U0123ABCD" (profile → Copy member ID).',
      },
    ],
    [
      "a user group that is entitled by its handle",
      "entitlements:\n  finish: { userGroups: [sre] }\n",
      {
        where: `${AT}:2:26`,
        what: "entitlements.finish.userGroups.0: this is not a user group id",
        mend: 'Write one such as "S0123ABCD".',
      },
    ],
    [
      "a limit that would keep everybody out",
      "limits: { personPerMinute: 0 }\n",
      expect.objectContaining({ where: `${AT}:1:11` }),
    ],
    [
      "a rung that is called before one above it",
      "escalation:\n  ladder:\n    on_call: { after: 5 min }\n    secondary: { after: 2 min }\n",
      {
        where: `${AT}:4:18`,
        what: "escalation.ladder.secondary.after: secondary would be called after 2 min, before on_call (after 5 min), which stands above it",
        mend: "Write 5 min or more, or let on_call be called sooner.",
      },
    ],
    [
      "a rung that waits longer than those below it in the shipped ladder",
      "escalation:\n  ladder:\n    manager: { after: 20 min }\n",
      {
        where: `${AT}:2:3`,
        what: "escalation.ladder.vice_president.after: vice_president would be called after 15 min, before manager (after 20 min), which stands above it",
        mend: "Write 20 min or more, or let manager be called sooner.",
      },
    ],
    [
      "a first rung that waits for nobody",
      "escalation:\n  ladder:\n    on_call: { after: 3 min }\n",
      {
        where: `${AT}:3:16`,
        what: "escalation.ladder.on_call.after: on_call is the first to be called, and that is at once, not after 3 min",
        mend: 'Write "at once"; all others count from it.',
      },
    ],
    [
      "a rung without a time",
      "escalation:\n  ladder:\n    secondary: { after: 5 }\n",
      {
        where: `${AT}:3:18`,
        what: "escalation.ladder.secondary.after: this does not say when it is called",
        mend: 'Write "at once", or a length of time such as "5 min".',
      },
    ],
    [
      "a kind of rotation that there is not",
      "rotations:\n  shop: { name: Shop, kind: montly }\n",
      {
        where: `${AT}:2:23`,
        what: 'rotations.shop.kind: "montly" is not known here',
        mend: "Known here: daily, weekly, follow_the_sun, business_hours.",
      },
    ],
    [
      "a number that is too small",
      "reminders:\n  silent: { afterIntervals: 0 }\n",
      {
        where: `${AT}:2:13`,
        what: "reminders.silent.afterIntervals: 0 is too small",
        mend: "Write a number: more than 0.",
      },
    ],
    [
      "a number that is too large",
      "statusPage: { uptimeDays: 400 }\n",
      {
        where: `${AT}:1:15`,
        what: "statusPage.uptimeDays: 400 is too large",
        mend: "Write a number: 365 or less.",
      },
    ],
    [
      "a word where there is a choice",
      "messages: { forgetAfter: soon }\n",
      {
        where: `${AT}:1:13`,
        what: 'messages.forgetAfter: "soon" is not known here',
        mend: 'Write "never" or one with its unit, such as "30 s", "15 min", "1 h" or "3 d".',
      },
    ],
    [
      "a slip in one of the ways between which there is a choice",
      "approvals: { close: { severities: [SEV1] } }\n",
      {
        where: `${AT}:1:36`,
        what: "approvals.close.severities.0: this cannot be a key",
        mend: "Begin with a lower-case letter, then up to 29 lower-case letters, digits, _ or -.",
      },
    ],
    [
      "a key written twice",
      "undoWithin: 5 min\nundoWithin: 6 min\n",
      expect.objectContaining({ where: `${AT}:2:1`, what: "this is not sound YAML: Map keys must be unique" }),
    ],
    [
      "a file that is no map",
      "- sev1\n",
      expect.objectContaining({ where: `${AT}:1:1`, what: "this is not a map of keys" }),
    ],
  ])("is told with file, line, what and how to mend it: %s [OPS-5]", (_, yaml, problem) => {
    expect(problemsOf(yaml)).toContainEqual(problem);
  });

  it("is none where a rung of one's own is called between those of the shipped ladder [ESC-3]", () => {
    const yaml =
      "escalation:\n  ladder:\n    team_lead: { label: Team lead, after: 7 min, who: { onCall: primary } }\n";
    expect(load(yaml).escalation.ladder.map(({ id }) => id)).toEqual([
      "on_call",
      "secondary",
      "team_lead",
      "manager",
      "vice_president",
      "executives",
    ]);
  });

  it("is told together with all others, in one error that a person can read [OPS-5]", () => {
    const yaml =
      "severities:\n  sev1:\n    respondWithin: fast\n    colour: red\nundoWithin: 5 mins\nroles: { scribe: { neededFor: [p0] } }\n";
    expect(problemsOf(yaml).map(({ where }) => where)).toEqual([`${AT}:3:5`, `${AT}:4:5`, `${AT}:5:1`, `${AT}:6:32`]);
    expect(() => load(yaml)).toThrow(ConfigError);
    expect(() => load("undoWithin: 5 mins\n")).toThrow(
      "These files have one problem.\n\n/conf/policy.yml:1:1\n" +
        '  undoWithin: "5 mins" is not a length of time\n' +
        '  → Write one with its unit, such as "30 s", "15 min", "1 h" or "3 d".',
    );
  });

  it("in the kind of a whole section is one problem [OPS-5]", () => {
    const severities = problemsOf("severities: [sev1, sev2]\n");
    expect(severities.map(({ what }) => what)).toEqual(['severities: ["sev1","sev2"] is a list, not a map of keys']);
    expect(problemsOf("roles: null\n").map(({ what }) => what)).toEqual(['the file: "roles" is missing']);
  });

  it("in the word extends is understood [OPS-5]", () => {
    expect(problemsOf("extend: p0-p4\n").map(({ mend }) => mend)).toEqual(['Did you mean "extends"?']);
  });

  it.each(["__proto__", "constructor", "toString"])("cannot reach the language through the word %s [OPS-5]", (word) => {
    expect(problemsOf(`${word}: { a: 1 }\n`)).toHaveLength(1);
    expect(problemsOf(`severities: { sev1: { ${word}: { a: 1 } } }\n`)).toHaveLength(1);
    expect(problemsOf(`severities: { sev1: { updateEvery: ${word} } }\n`)).toHaveLength(1);
    expect(shippedPolicy().reactions[word]).toBeUndefined();
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it("does not hide behind a file name that nobody reads [OPS-5]", () => {
    expect(() => loadPolicy("/conf", filesWith({ "policy.yaml": "" }))).toThrow(
      "/conf/policy.yaml\n  this file is read only under one name\n  → Rename it to policy.yml.",
    );
  });

  it("cannot blow up by aliases that multiply [OPS-5]", () => {
    const levels = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef"]) levels.push(`${to}: &${to} [${`*${from},`.repeat(9)}]`);
    expect(problemsOf(`${levels.join("\n")}\n`)).toEqual([
      expect.objectContaining({ where: `${AT}:1:1`, mend: "Use fewer anchors and aliases." }),
    ]);
  });
});
