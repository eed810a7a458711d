import { describe, expect, it } from "vitest";
import type { Policy } from "../../../../src/config/index.ts";
import { outsidePage, type PageOutside } from "../../../../src/core/escalation/index.ts";
import { type Effect, type NewEntry, person } from "../../../../src/core/ledger/index.ts";
import { DANA, ELI, MINUTE, type VirtualDay } from "../../reminders/virtual-day.ts";
import { acknowledges, dayWith, ON_CALL, only } from "../triggers/watched.ts";

const paging = (): Policy => {
  const policy = only();
  return { ...policy, escalation: { ...policy.escalation, pageOnDeclare: ["sev1"] } };
};

/** Effects of this kind carry this data. */
const asPage = (effect: Effect): PageOutside => effect.data as PageOutside;

const told = (day: VirtualDay): string[] =>
  day.effects
    .filter(({ kind }) => kind === "page_outside")
    .map(asPage)
    .filter(({ way }) => way === "pagerduty")
    .map(({ page, act }) => `${act} ${page}`);

const resolved: NewEntry = {
  kind: "resolved",
  by: person(DANA),
  data: { fix: "rollback", impact: "", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
};
const lowered: NewEntry = {
  kind: "severity_changed",
  by: person(DANA),
  data: { before: "sev1", severity: "sev4" },
};

describe("what ways beside Slack are told [ESC-5]", () => {
  it.each<[when: string, NewEntry[], string[]]>([
    ["nothing more while nobody answers", [], []],
    ["that somebody has it, when the incident is acknowledged elsewhere", [acknowledges(ELI)], ["acknowledge"]],
    ["that it is over, when it needs nobody any longer", [lowered], ["resolve"]],
    ["that it is over, when it is resolved", [resolved], ["resolve"]],
    ["both, when both happen", [acknowledges(ELI), resolved], ["acknowledge", "resolve"]],
  ])("%s", (_when, entries, acts) => {
    const day = dayWith(paging());
    day.pass(MINUTE);
    for (const entry of entries) {
      day.write(entry);
      day.pass(MINUTE);
    }
    expect(told(day)).toEqual(["trigger", ...acts].map((act) => `${act} e1-1`));
  });

  it("goes out once for each way, in lanes that never wait for each other", () => {
    const day = dayWith(paging());
    day.pass(6 * MINUTE);
    const lanes = day.effects.filter(({ kind }) => kind === "page_outside").map(({ lane }) => lane);
    expect(lanes).toEqual([
      "12/page/e1-1/pagerduty",
      "12/page/e1-1/webhook",
      "12/page/e1-2/pagerduty",
      "12/page/e1-2/webhook",
    ]);
  });

  it("is the whole of a public incident, and of a private one number, severity, link and whom to reach", () => {
    const around = {
      house: "3f2a9c1e",
      url: "https://acme.slack.com/archives/C0INC0012",
      names: new Map([[ON_CALL, "Kim"]]),
    };
    const of = (isPrivate: boolean, policy = paging()) => {
      const day = dayWith(policy, { declared: { isPrivate, services: ["checkout"] } });
      day.pass(MINUTE);
      const [page] = Object.values(day.incident.escalation.pages);
      if (!page) throw new Error("nobody was paged");
      return outsidePage(day.incident, day.policy, page, around);
    };
    expect(of(false)).toMatchObject({
      key: "sitrep/3f2a9c1e/12/e1/1",
      details: { title: "Checkout errors", services: ["checkout"] },
    });
    const hidden = of(true);
    expect(hidden).toMatchObject({ number: 12, url: around.url, details: undefined, people: [{ slackId: ON_CALL }] });
    expect(JSON.stringify(hidden)).not.toMatch(/checkout|Kim|acknowledged/i);
    const open = { ...paging(), paging: { ...paging().paging, privateDetails: true } };
    expect(of(true, open).details?.title).toBe("Checkout errors");
  });

  it("goes by the key of the rotation that is asked", () => {
    const policy = paging();
    const routingKeys = { primary: "PAGERDUTY_ROUTING_KEY_WEB" };
    const day = dayWith({ ...policy, paging: { ...policy.paging, pagerduty: { routingKeys } } });
    day.pass(MINUTE);
    const [page] = Object.values(day.incident.escalation.pages);
    const names = new Map<string, string>();
    expect(
      page && outsidePage(day.incident, day.policy, page, { house: "3f2a9c1e", url: undefined, names }).keyName,
    ).toBe("PAGERDUTY_ROUTING_KEY_WEB");
  });
});
