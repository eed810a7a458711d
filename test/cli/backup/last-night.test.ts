import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openedChannels } from "../../../src/cli/backup/numbers.ts";
import { restoreFile } from "../../../src/cli/backup/restore-file.ts";
import { takeBackup } from "../../../src/cli/backup/take.ts";
import { sitrep } from "../../support/command-line.ts";
import { ROOM, staffed } from "../../support/staffed.ts";
import { DAY, HOUR, MINUTE, THURSDAY, type World } from "../../support/world.ts";

/** The disk is gone at noon; all that is left is the backup of last night. */
async function loseTheDisk(world: World, backup: string): Promise<void> {
  const { config, clock, log, policy } = world.bot().ctx;
  const { databasePath } = config;
  await world.stopBot();
  rmSync(databasePath);
  const numbers = (await openedChannels({ ...config, policy: policy() }, { clock, log })).map(({ number }) => number);
  await restoreFile({ from: backup, databasePath, at: clock.now(), lastNumber: Math.max(...numbers) });
}

function backUp(world: World): Promise<string> {
  const { databasePath, backups } = world.bot().ctx.config;
  return takeBackup({ databasePath, dir: backups.dir, at: world.clock.now() }).then(({ path }) => path);
}

/** What people said, as the record tells it in the end: the words that stand, by place. */
async function recorded(world: World): Promise<string[]> {
  const entries = await world.bot().store.entriesOf(1);
  const kinds = ["message_said", "message_edited", "message_deleted", "reaction_added"];
  return entries
    .filter(({ kind, by }) => kinds.includes(kind) && by !== "sitrep")
    .map(({ kind, about, key, data, by }) => `${kind} ${by} ${about ?? key} ${wordsIn(data)}`)
    .sort();
}

const wordsIn = (data: string): string =>
  /"text":"([^"]*)"/.exec(data)?.[1] ?? /"emoji":"([^"]*)"/.exec(data)?.[1] ?? "";

describe("the morning after the disk was lost [OPS-4] [TL-6]", () => {
  it("has every message, reply, edit and mark that Slack still has, each once", async () => {
    const world = await staffed("sev2", { startAt: THURSDAY - 15 * HOUR });
    const [dana, sam, kim] = [world.person("dana"), world.person("sam"), world.person("kim")];
    await world.pass(MINUTE);
    const early = await sam.say(ROOM, "10 errors a second");
    const regretted = await kim.say(ROOM, "it was the intern");
    await world.settle();
    const backup = await backUp(world);

    await world.pass(2 * HOUR);
    await sam.edit(early, "100 errors a second");
    await kim.delete(regretted);
    const reply = await kim.say(ROOM, "the pool of db-1 is exhausted", { thread: early });
    await dana.react(reply, "bulb");
    for (let count = 0; count < 30; count += 1) {
      await dana.say(ROOM, `reading ${count}`);
      await world.pass(10 * MINUTE);
    }
    await kim.say(ROOM, "and one more in the thread", { thread: early });
    await world.settle();
    const before = await recorded(world);
    const posts = () => dana.sees("incidents").filter(({ fromApp }) => fromApp).length;
    const announced = posts();

    await loseTheDisk(world, backup);
    await world.startBot();
    await world.pass(2 * MINUTE);

    expect(before.filter((line) => line.includes("reading"))).toHaveLength(30);
    expect(await recorded(world)).toEqual(before);
    expect(posts()).toBe(announced);
    expect(await world.verify()).toEqual([]);
  });

  it("goes on to keep the record and the rhythm", async () => {
    const world = await staffed("sev2", { startAt: THURSDAY - 15 * HOUR });
    const backup = await backUp(world);
    await world.pass(HOUR);
    await loseTheDisk(world, backup);
    await world.startBot();
    const dana = world.person("dana");
    await dana.command(ROOM, "/incident update still looking");
    await dana.say(ROOM, "said on the new disk");
    await world.pass(MINUTE);
    expect((await recorded(world)).some((line) => line.includes("said on the new disk"))).toBe(true);
    expect(dana.finds("incidents", "Checkout errors").thread.some(({ plain }) => plain.includes("still looking"))).toBe(
      true,
    );
    expect(await world.verify()).toEqual([]);
  });

  it("gives no number twice, and names the incidents that the backup does not have [INC-5]", async () => {
    const world = await staffed("sev2", { startAt: THURSDAY - 2 * DAY });
    const dana = world.person("dana");
    const backup = await backUp(world);
    await dana.command("general", "/incident declare sev3 Search is slow");
    await dana.command("general", "/incident declare sev3 Mail is late");
    await world.settle();
    const { databasePath, slack } = world.bot().ctx.config;
    await world.stopBot();
    rmSync(databasePath);
    const run = await sitrep(["restore", backup], {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: world.sandbox.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_PATH: databasePath,
      CONFIG_DIR: "",
    });
    expect(run.output).toContain(
      "  #2 in #inc-2-search-is-slow\n  #3 in #inc-3-mail-is-late\nThe next incident will be #4.\n",
    );
    await world.startBot();
    await world.settle();
    await dana.command("general", "/incident declare sev3 Images are broken");
    await world.settle();
    expect(
      dana
        .channels()
        .filter((name) => name.startsWith("inc-"))
        .sort(),
    ).toEqual(["inc-1-checkout-errors", "inc-2-search-is-slow", "inc-3-mail-is-late", "inc-4-images-are-broken"]);
    expect(dana.finds("incidents", "Images are broken").plain).toContain("#4");
    expect(await world.verify()).toEqual([]);
  });
});
