import { describe, expect, it } from "vitest";
import { diskFiles } from "../../src/config/files.ts";
import { loadPolicy } from "../../src/config/load-policy.ts";
import { ConfigProblems } from "../../src/config/problem.ts";

/** A configuration directory with these templates. */
function load(templates: Record<string, string>, conf: Record<string, string> = {}) {
  const inTemplates = (path: string) => templates[path.replace("/conf/templates/", "")];
  const inConf = (path: string) => conf[path.replace("/conf/", "")];
  return loadPolicy("/conf", {
    list(directory) {
      if (directory === "/conf") return [...Object.keys(conf), "templates"];
      return directory === "/conf/templates" ? Object.keys(templates) : diskFiles.list(directory);
    },
    read: (path) => inTemplates(path) ?? inConf(path) ?? diskFiles.read(path),
  });
}

function problemsOf(...given: Parameters<typeof load>): string[] {
  try {
    load(...given);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    return error.problems.map(({ where, what, mend }) => `${where} ${what} → ${mend}`);
  }
}

const front = (more = "") => `---\ntitle: Ours\naudience: internal\napproval: no\n${more}---\n`;

describe("templates in the configuration directory", () => {
  it("take the place of shipped ones of the same name and come beside the others [COMM-1]", () => {
    const shipped = load({}).templates.length;
    const { templates } = load({
      "update.md": `${front()}\nNews of {title}.\n\nSoon more.\n`,
      "partners.md": `${front()}Hello\n`,
    });
    expect(templates).toHaveLength(shipped + 1);
    expect(templates.find(({ id }) => id === "update")).toEqual({
      id: "update",
      title: "Ours",
      audience: "internal",
      approval: false,
      text: "News of {title}.\n\nSoon more.",
    });
  });

  it.each<[claim: string, text: string, problem: string]>([
    [
      "a placeholder that stands for nothing",
      `${front()}Hello\nIn command: {comander}\n`,
      '/conf/templates/ours.md:7:13 {comander} stands for nothing in a template → Did you mean "commander"?',
    ],
    [
      "an unknown key, with what was meant",
      `${front("aproval: yes\n")}Hello`,
      '/conf/templates/ours.md:5:1 templates.ours.aproval: unknown key "aproval" → Did you mean "approval"?',
    ],
    [
      "an audience that there is not",
      "---\ntitle: Ours\naudience: customer\napproval: yes\n---\nHello",
      '/conf/templates/ours.md:3:1 templates.ours.audience: "customer" is not known here → Did you mean "customers"?',
    ],
    [
      "words for customers that nobody approves",
      "---\ntitle: Ours\naudience: customers\napproval: no\n---\nHello",
      "/conf/templates/ours.md:4:1 templates.ours.approval: what customers read needs an approval → Write approval: yes.",
    ],
    [
      "a status without a headline",
      "---\ntitle: Ours\naudience: customers\napproval: yes\nstatus: resolved\n---\nHello",
      "/conf/templates/ours.md:5:1 templates.ours.status: a status is announced to customers and under a headline → Add headline, or take the status away.",
    ],
    [
      "no words",
      front(),
      "/conf/templates/ours.md:6:1 templates.ours.text: this is empty → Write a text or take the line away.",
    ],
    [
      "no front matter",
      "Hello",
      '/conf/templates/ours.md:1:1 this template has no front matter → Begin it with a line "---", then title, audience and approval, another line "---", and the text.',
    ],
    [
      "YAML that is not sound",
      '---\ntitle: "Ours\n---\nHello',
      '/conf/templates/ours.md:3:1 this is not sound YAML: Missing closing "quote → Correct the line; check indentation, colons and quotes around it.',
    ],
  ])("are refused with file, line, column and how to mend it: %s [COMM-1] [OPS-5]", (_claim, text, problem) => {
    expect(problemsOf({ "ours.md": text })).toEqual([problem]);
  });

  it("are refused as a whole: every mistake in every file at once [OPS-5]", () => {
    const broken = {
      "a-one.md": `${front()}{nobody}`,
      "b-two.md": "Hello",
      "c.txt": "Hello",
      "Big.md": `${front()}Hello`,
    };
    expect(problemsOf(broken).map((problem) => problem.split(" ")[0])).toEqual([
      "/conf/templates/a-one.md:6:1",
      "/conf/templates/b-two.md:1:1",
      "/conf/templates/Big.md:2:1",
      "/conf/templates/c.txt",
    ]);
  });

  it("are named where somebody writes them into the policy file [OPS-5]", () => {
    expect(problemsOf({}, { "policy.yml": "templates:\n  update: { title: Ours }\n" })).toEqual([
      "/conf/policy.yml:1:1 templates: each is a file of its own → Put it into templates/NAME.md beside this file.",
    ]);
  });
});
