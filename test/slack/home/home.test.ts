import { describe, expect, it } from "vitest";
import { withLadder } from "../../support/on-call.ts";
import { DAY, MINUTE, startWorld } from "../../support/world.ts";

describe("App Home", () => {
  it("teaches while nothing is open, and declares [REP-5]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.openHome();
    expect(dana.home().plain).toContain("All is quiet.");
    await dana.click("home", "Declare incident");
    expect(dana.modal().title).toBe("Declare an incident");
  });

  it("shows my incidents, my roles and my action items, and follows as they change [REP-5]", async () => {
    const world = await startWorld();
    const [dana, sam] = [world.person("dana"), world.person("sam")];
    await dana.openHome();
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    expect(dana.home().plain).toContain("#1 Checkout errors");
    await dana.command("inc-1-checkout-errors", "/incident role commander");
    await dana.command("inc-1-checkout-errors", "/incident action Raise the pool size @dana by friday");
    await world.settle();
    expect(dana.home().plain).toContain("you are *Incident commander*");
    expect(dana.home().plain).toContain("Raise the pool size");
    await dana.click("home", "Done");
    await world.settle();
    expect(dana.home().plain).not.toContain("Raise the pool size");
    await sam.openHome();
    expect(sam.home().plain).toContain("Also open");
  });

  it("shows a private incident to those who are in it alone [INC-4]", async () => {
    const world = await startWorld();
    const [dana, sam] = [world.person("dana"), world.person("sam")];
    await Promise.all([dana.openHome(), sam.openHome()]);
    await dana.command("general", "/incident declare private sev2 Leaked keys");
    await world.settle();
    expect(dana.home().plain).toContain("Leaked keys");
    await sam.openHome();
    expect(sam.home().plain).not.toContain("Leaked keys");
  });

  it("is not published for who has not looked of late [UPD-5]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.openHome();
    await world.pass(4 * DAY);
    const before = world.sandbox.calls.all().filter(({ method }) => method === "views.publish").length;
    await dana.command("general", "/incident declare sev2 Checkout errors");
    await world.settle();
    expect(world.sandbox.calls.all().filter(({ method }) => method === "views.publish")).toHaveLength(before);
  });

  it("answers who writes to it, once for each message, and who mentions it in private [INC-9]", async () => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.say("@app", "hello?");
    await world.settle();
    const answers = dana.dm().filter(({ fromApp }) => fromApp);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.plain).toContain("I run incidents.");
    await dana.invite("general", ["@app"]);
    const asked = await dana.say("general", "@sitrep what can you do?");
    await world.settle();
    const heard = (name: string) =>
      world
        .person(name)
        .see(asked)
        ?.thread.filter(({ fromApp }) => fromApp).length;
    expect([heard("dana"), heard("sam")]).toEqual([1, 0]);
  });
});

describe("who is on call, in the App Home", () => {
  it("is right when it is opened, after an override and after a change of shift [ESC-4]", async () => {
    const startAt = Date.UTC(2026, 2, 13, 14);
    const world = await startWorld({ startAt, policy: withLadder });
    await world.pass(1_000);
    const [kim, alex] = [world.person("kim"), world.person("alex")];
    await Promise.all([kim.openHome(), alex.openHome()]);
    await world.settle();
    expect(kim.home().plain).toContain("You are on call for *Platform*, until Mar 16");
    expect(alex.home().plain).toContain("You are secondary for *Platform*");
    expect(alex.home().plain).toContain("• *Platform*: @Kim, then @Alex L");

    await world.person("dana").command("general", "/incident override platform @alex for 4 hours");
    await world.settle();
    expect(alex.home().plain).toMatch(/You are on call for \*Platform\*, until today/);
    expect(kim.home().plain).toContain("• *Platform*: @Alex L, then @Kim");

    await world.pass(Date.UTC(2026, 2, 16, 9) + 1_000 - world.clock.now());
    expect(alex.home().plain).toContain("You are on call for *Platform*, until Mar 23");
    expect(kim.home().plain).toContain("You are secondary for *Platform*");
    expect(await world.verify()).toEqual([]);
  });

  it("is marked where it is somebody who left [ESC-4]", async () => {
    const world = await startWorld({ startAt: Date.UTC(2026, 2, 13, 14), policy: withLadder });
    const [dana, alex] = [world.person("dana"), world.person("alex")];
    world.sandbox.workspace.people.change(alex.id, { deleted: true });
    // What Slack says of people holds for an hour.
    await world.pass(2 * 60 * MINUTE);
    await dana.openHome();
    await world.settle();
    expect(dana.home().plain).toContain("• *Platform*: @Kim, then @Alex L :warning: *(this account is deactivated)*");
  });

  it("is not spoken of without rotations [ESC-4]", async () => {
    const world = await startWorld();
    await world.person("dana").openHome();
    expect(world.person("dana").home().plain).not.toContain("On call now");
  });
});
