import { describe, expect, it } from "vitest";
import type { Readers } from "../../../src/config/index.ts";
import { type Finding, findings } from "../../../src/core/notices/index.ts";
import { recordOf } from "./record.ts";

const record = recordOf({});

const found = (text: string, audience: Readers = "customers"): Finding[] => findings({ text, audience, record });

const named = (check: string, text: string, audience?: Readers): string[] =>
  found(text, audience).flatMap((finding) => (finding.check === check ? [finding.words] : []));

describe("a text for customers", () => {
  it.each([
    ["Higher latency than usual.", "latency"],
    ["You may see error 503.", "error 503"],
    ["Requests timed out.", "timed out"],
    ["The service is degraded.", "degraded"],
    ["We rolled back the release.", "rolled back"],
    ["After a failover to a spare.", "failover"],
    ["We deployed a change.", "deployed"],
    ["The database is slow.", "database"],
    ["Kubernetes pods restarted.", "Kubernetes"],
    ["The API does not answer.", "API"],
    ["We mitigated it.", "mitigated"],
    ["The root cause is known.", "root cause"],
    ["This is a SEV-1.", "SEV-1"],
    ["A subset of users is affected.", "subset of users"],
    ["Intermittent failures.", "Intermittent"],
  ])("is told of jargon: %s [COMM-2]", (text, words) => {
    expect(named("jargon", text)).toContain(words);
  });

  it.each([
    "Since 14:05 UTC, some of you cannot pay by card.",
    "Over 500 customers wrote to us. We know why.",
    "Pages load slowly. You can pay by bank transfer until then.",
    "The nodding dog and the apiary are well.",
    "Payments work again.",
  ])("is left alone where it speaks plainly: %s [COMM-2]", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ["checkout-api fails.", "checkout-api"],
    ["The Checkout API fails.", "Checkout API"],
    ["cart-svc restarts.", "cart-svc"],
    ["The Ledger is late.", "Ledger"],
    ["db-prod-3 is full.", "db-prod-3"],
    ["See kafka.eu.internal for it.", "kafka.eu.internal"],
    ["10.0.3.17 does not answer.", "10.0.3.17"],
    ["fe80:0:0:0:1:2:3:4 does not answer.", "fe80:0:0:0:1:2:3:4"],
    ["Mia Wong is looking at it.", "Mia Wong"],
    ["Ask @kim.", "@kim"],
    ["Ask U0123ABCD.", "U0123ABCD"],
    ["Come to #inc-12-checkout.", "inc-12-checkout"],
    ["Come to #support.", "#support"],
    ["This is #12.", "#12"],
    ["This is incident 12.", "incident 12"],
    ["This is INC-12.", "INC-12"],
  ])("is told of names that only we use: %s [COMM-2]", (text, words) => {
    expect(named("internal_name", text)).toContain(words);
  });

  it.each([
    "Payments do not work since 14:05 UTC.",
    "Write to help@example.com or see https://status.example.com.",
    "Version 2.3 of the app is not affected; 12 of 100 payments fail.",
    "COVID-19 opening hours are not affected.",
  ])("may have what everybody knows: %s [COMM-2]", (text) => {
    expect(named("internal_name", text)).toEqual([]);
  });

  it("is told the name that customers know a service by [COMM-2]", () => {
    expect(found("checkout-api fails.")[0]?.advice).toContain("Payments");
    expect(found("The Ledger is late.")[0]?.advice).toContain("what they cannot do");
  });
});

describe("a text for anybody", () => {
  it.each([
    ["This was human error.", "human error"],
    ["We should have known.", "should have known"],
    ["It was careless.", "careless"],
    ["It is their fault.", "their fault"],
    ["A mistake by one of our engineers.", "mistake by one of our engineers"],
    ["An engineer accidentally deleted the table.", "An engineer accidentally deleted"],
    ["Somebody forgot to renew it.", "forgot to"],
    ["Mia Wong broke the build.", "Mia Wong broke"],
    ["It was caused by @kim.", "caused by @kim"],
  ])("is told of blame: %s [COMM-2]", (text, words) => {
    expect(named("blame", text, "internal")).toContain(words);
  });

  it.each([
    "A certificate expired, and nothing watched its end.",
    "Mia Wong is looking at it.",
    "The default was wrong. No fault was found in the network.",
  ])("may say what happened: %s [COMM-2]", (text) => {
    expect(named("blame", text, "internal")).toEqual([]);
  });

  it.each([
    "It will be fixed by 15:00 UTC.",
    "Everything should be back to normal within 30 minutes.",
    "We expect it to be resolved in 2 hours.",
    "Payments will work again shortly, they will be back soon.",
    "ETA 20 minutes.",
    "This will never happen again.",
    "We guarantee that no data is lost.",
    "You will hear from us again by 13:30 UTC.",
  ])("is told of a promise that nobody can keep: %s [COMM-2]", (text) => {
    expect(named("promise", text)).not.toEqual([]);
  });

  it.each([
    "You will hear from us again by 14:30 UTC.",
    "The next update comes at 14:45 UTC.",
    "It was fixed at 13:50 UTC.",
    "We are watching it closely.",
    "We do not know yet when it will be over.",
    "Two promises to customers are at risk.",
  ])("may say when more is heard: %s [COMM-2]", (text) => {
    expect(named("promise", text)).toEqual([]);
  });

  it.each<Readers>(["internal", "engineering", "leadership", "customers"])(
    "never goes to %s with a secret or a blank in it [COMM-2]",
    (audience) => {
      const text = "The key is AKIAIOSFODNN7EXAMPLE. It hits [what users see].";
      const blocking = found(text, audience).filter(({ isBlocking }) => isBlocking);
      expect(blocking.map(({ check, words }) => `${check}: ${words}`)).toEqual([
        "secret: AWS key",
        "blank: [what users see]",
      ]);
      expect(JSON.stringify(blocking)).not.toContain("AKIA");
      expect(found("The key was changed. It hits 30 % of the carts.", audience)).toEqual([]);
    },
  );

  it("is held to what its readers need: engineers may speak of databases and machines, leaders of severities [COMM-2]", () => {
    expect(found("db-prod-3 failed over; the database is degraded, SEV-1.", "engineering")).toEqual([]);
    expect(found("We treat it as SEV-1; the outage goes on.", "leadership")).toEqual([]);
    expect(named("jargon", "The database failed over.", "leadership")).toEqual(["failed over", "database"]);
  });
});
