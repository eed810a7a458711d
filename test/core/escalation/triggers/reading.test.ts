import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../../src/config/index.ts";
import { moneyIn, usersIn } from "../../../../src/core/escalation/triggers/amounts.ts";
import { wordsIn } from "../../../../src/core/escalation/triggers/vocabulary.ts";

describe("numbers in an impact", () => {
  it.each<[text: string, users: number | undefined]>([
    ["1,200 users cannot pay", 1_200],
    ["about 2k paying customers", 2_000],
    ["1.5k users, 300 accounts", 1_500],
    ["2 million subscribers", 2_000_000],
    ["12 000 customers", 12_000],
    ["1.200 users (as they write it in Berlin)", 1_200],
    ["5000+ visitors", 5_000],
    ["30 % of users", undefined],
    ["30% of all customers", undefined],
    ["1,200 errors a minute for users", undefined],
    ["HTTP 503 since 14:05", undefined],
    ["all users", undefined],
  ])("“%s” counts %s people [ESC-1]", (text, users) => {
    expect(usersIn(text)).toBe(users);
  });

  it.each<[text: string, money: number | undefined]>([
    ["$12.5k lost", 12_500],
    ["about 15 000 EUR an hour", 15_000],
    ["€1,000,000", 1_000_000],
    ["USD 20k so far, $500 refunded", 20_000],
    ["20000 orders", undefined],
    ["error 10500 eurozone", undefined],
  ])("“%s” is %s of money [ESC-1]", (text, money) => {
    expect(moneyIn(text)).toBe(money);
  });
});

const { triggers } = shippedPolicy().escalation;
type Listening = "exposure" | "regulatory" | "reputation" | "dataLoss" | "customerAsks" | "vendorFailure";

describe("words of the shipped policy", () => {
  it.each<[Listening, text: string]>([
    ["exposure", "Possible DATA BREACH in eu-1"],
    ["exposure", "somebody exfiltrated the dump"],
    ["regulatory", "is this a GDPR case?"],
    ["reputation", "we are on Hacker News"],
    ["dataLoss", "orders show data\nloss"],
    ["dataLoss", "no idea how, but we lost data"],
    ["customerAsks", "two customers complained"],
    ["vendorFailure", "Stripe is down again"],
    ["vendorFailure", "AWS outage"],
    ["vendorFailure", "AWS us-east-1 is down"],
    ["exposure", "customer data was leaked"],
    ["exposure", "credentials were leaked"],
    ["exposure", "customer emails are exposed"],
    ["exposure", "we were hacked"],
    ["dataLoss", "we lost customer data"],
    ["dataLoss", "data was lost"],
    ["dataLoss", "data got corrupted"],
    ["dataLoss", "we dropped the orders table"],
    ["dataLoss", "someone deleted the production database"],
    ["customerAsks", "customers are calling"],
  ])("mean %s in “%s” [ESC-1]", (id, text) => {
    expect(wordsIn(text, triggers[id].words)).not.toEqual([]);
  });

  it.each<[Listening, text: string]>([
    ["exposure", "SLO breach on checkout"],
    ["exposure", "memory leaked, connection leak in the pool"],
    ["exposure", "there was no data breach"],
    ["exposure", "data breach is ruled out"],
    ["regulatory", "pci slot of the host, voltage regulated"],
    ["reputation", "press the button; errors are trending down"],
    ["dataLoss", "packet loss, and no known data loss"],
    ["dataLoss", "without any data loss, cache wiped"],
    ["customerAsks", "customers are fine"],
    ["vendorFailure", "is Stripe up?"],
    ["vendorFailure", "we scaled AWS workers down"],
    ["vendorFailure", "AWS looks fine. The cache is down"],
    ["exposure", "customer data was not leaked"],
    ["exposure", "the data we look at says that a metric is exposed"],
    ["dataLoss", "no customer data was lost"],
    ["dataLoss", "data hasn't been corrupted"],
    ["dataLoss", "the packet with the data: lost, then sent again"],
    ["dataLoss", "we dropped the idea of another table"],
    ["dataLoss", "lost the connection to the database"],
  ])("do not mean %s in “%s” [ESC-1]", (id, text) => {
    expect(wordsIn(text, triggers[id].words)).toEqual([]);
  });
});
