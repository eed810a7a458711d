import { describe, expect, it } from "vitest";
import type { FormResult, FormValues, Person, SeenMessage } from "../../src/sandbox/index.ts";
import { announcement, asks, card, INCIDENTS, incidentNow, last, posts, whispers } from "../support/telling.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

/** Each is also a title; `kept` is what is left of it where that differs. */
const TEXTS: readonly { kind: string; typed: string; kept?: string }[] = [
  { kind: "markup", typed: '<!channel> & "quotes" <http://x|y> <@U000000004> <!subteam^S1|@oncall>' },
  { kind: "mentions of the record's own kind", typed: "@channel @here @{U000000004} &lt;!here&gt;" },
  {
    kind: "emoji, formatting and right-to-left text",
    typed: "🎉👩‍👩‍👧‍👦 :rotating_light: *bold* `code` عطل في \u202eabc\u202c שלום",
    kept: "🎉👩‍👩‍👧‍👦 :rotating_light: *bold* `code` عطل في abc שלום",
  },
  { kind: "250 characters of one word", typed: "x".repeat(250) },
  { kind: "250 characters that must be escaped", typed: "&".repeat(250) },
  {
    kind: "control characters, half an emoji and code",
    typed: 'a\u0000b\u0007c\u001b[31m half \ud83d "}],{"type":"x"} {{y}} %s $& $1 \\n',
    kept: 'abc[31m half \ufffd "}],{"type":"x"} {{y}} %s $& $1 \\n',
  },
];

/** Three thousand characters of it, in lines. */
const long = (text: string) => `${text}\n`.repeat(Math.floor(2_990 / (text.length + 1)));

/** People who type the same text into everything there is. */
function typing(world: World, text: string) {
  const failures: string[] = [];
  async function submit(person: Person, values: FormValues): Promise<FormResult> {
    const { title } = person.modal();
    const result = await person.submit(values);
    await world.settle();
    if (!result.ok) failures.push(`${title}: ${JSON.stringify(result)}`);
    while (person.hasModal()) await person.closeModal({ all: true });
    return result;
  }
  async function types(person: Person, channel: string, command: string): Promise<void> {
    const { ok, error } = await person.command(channel, command);
    await world.settle();
    if (!ok) failures.push(`${command}: ${error}`);
  }

  return {
    failures,
    submit,
    async declares(dana: Person): Promise<string> {
      await types(dana, "general", "/incident");
      const services = text.slice(0, 70);
      await submit(dana, { Title: text, Severity: "sev2", Services: services, Description: long(text) });
      const { channel } = (await incidentNow(world)).facts;
      if (!channel) throw new Error("no channel was opened");
      return channel.name;
    },
    async works(dana: Person, sam: Person, room: string): Promise<void> {
      await types(sam, room, "/incident update");
      await submit(sam, { Situation: long(text), "Actions taken": long(text), "Next steps": long(text) });
      for (const verb of ["update", "note", "severity sev1", "action", "edit impact"]) {
        await types(sam, room, `/incident ${verb} ${text}`);
      }
      await types(sam, room, "/incident lead");
      await types(sam, room, `/incident role commander @dana ${text}`);
      await dana.click(last(dana.dm()), "Accept");
      await types(dana, room, "/incident role commander @sam");
      await submit(dana, { "What they should know": text });
    },
    /** Where a verb, a role, a stage is expected. */
    async mistypes(sam: Person, room: string): Promise<void> {
      for (const verb of ["", "role", "status", "show", "search", "subscribe"]) {
        await types(sam, room, `/incident ${verb} ${text}`);
        expect(last(whispers(sam, room)).plain, verb).not.toMatch(/&amp;amp;|&amp;lt;|Sorry/);
      }
      await types(sam, "general", `/incident note ${text}`);
      await sam.click(last(whispers(sam, "general")), /^#1 /);
      for (const verb of ["", "list", "catchup", "timeline all"]) await types(sam, room, `/incident ${verb}`);
      await sam.openHome();
    },
    async overhears(lee: Person): Promise<void> {
      const said = await lee.say("general", text);
      await lee.messageShortcut(said, "Add to incident timeline");
      await lee.messageShortcut(said, "Declare from this message");
      await submit(lee, { Severity: "sev3" });
      await lee.messageShortcut(said, "Add to incident timeline");
      await submit(lee, { Incident: "1" });
    },
    async ends(sam: Person, room: string): Promise<void> {
      await types(sam, room, "/incident resolve");
      const verified = { "Service restored": true, "Metrics normal": true, "Users confirm": true };
      const said = { "What fixed it": long(text), "Root cause": long(text), Impact: long(text), "Follow-ups": text };
      await submit(sam, { ...said, ...verified });
      const drafted = sam.finds(room, "post-mortem is drafted");
      await sam.choose(drafted, "Edit section", "Summary");
      await submit(sam, { Summary: long(text) });
      await types(sam, room, "/incident postmortem");
      await types(sam, room, `/incident reopen ${text}`);
      await types(sam, room, `/incident cancel ${text}`);
    },
  };
}

const fromBot = (person: Person, channels: readonly string[]): SeenMessage[] =>
  channels
    .flatMap((channel) => person.sees(channel).flatMap((message) => [message, ...message.thread]))
    .filter(({ fromApp, ephemeral }) => fromApp && !ephemeral);

describe("hostile text in every field and after every command does no harm [OPS-5]", () => {
  it.each(TEXTS)("$kind", async ({ typed, kept = typed }) => {
    const world = await startWorld();
    const [dana, sam, lee] = [world.person("dana"), world.person("sam"), world.person("lee")];
    const people = typing(world, typed);
    await asks(world, lee, "/incident subscribe sev2", "general");

    const room = await people.declares(dana);
    expect(announcement(lee).plain).toContain(`#1 ${kept}`);
    expect(card(dana, room).plain).toContain(`#1 ${kept.slice(0, 100)}`);

    await sam.join(room);
    await people.works(dana, sam, room);
    await people.mistypes(sam, room);
    await people.overhears(lee);
    await people.ends(sam, room);
    await world.pass(2 * MINUTE);

    expect(people.failures).toEqual([]);
    const rung = [dana, sam, lee].flatMap((person) =>
      fromBot(
        person,
        [INCIDENTS, room, "@app"].filter((channel) => channel !== room || person !== lee),
      ),
    );
    const meant = new Set(["@Dana", "@Sam", "@Lee"]);
    expect(rung.flatMap(({ pings }) => pings).filter((ping) => !meant.has(ping))).toEqual([]);
    expect(rung.filter(({ plain }) => /Sorry|could not/.test(plain)).map(({ plain }) => plain)).toEqual([]);
    expect([dana, sam, lee].flatMap((person) => person.notices())).toEqual([]);
    expect(posts(lee, INCIDENTS)).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });
});
