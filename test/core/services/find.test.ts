import { describe, expect, it } from "vitest";
import {
  checkedNames,
  nearestServices,
  ownersOf,
  rotationsOf,
  serviceMeant,
  servicesLike,
  servicesSaid,
  synonymsOf,
} from "../../../src/core/services/index.ts";
import { service } from "./catalog.ts";

const services = [
  service({ id: "check-out", name: "Checkout", tier: 1, aliases: ["basket"] }),
  service({ id: "payments", name: "Payments API", tier: 0, aliases: ["psp gateway"] }),
  service({ id: "search", name: "Search", tier: 2 }),
];
const names = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe("the catalog", () => {
  it.each(["check-out", "Checkout", "CHECK OUT", "check_out", "Basket"])(
    "knows “%s” for one service [SVC-1]",
    (word) => {
      expect(serviceMeant(services, word)?.id).toBe("check-out");
    },
  );

  it.each([
    ["chekout", ["check-out"]],
    ["serach", ["search"]],
    ["pay", ["payments"]],
    ["gateway", ["payments"]],
    ["zebra", []],
  ])("offers for “%s” the nearest: %j [SVC-1]", (word, expected) => {
    expect(names(nearestServices(services, word))).toEqual(expected);
  });

  it("finds what a sentence names, whole words only [SVC-1]", () => {
    expect(names(servicesSaid(services, "Basket empty, psp-gateway slow"))).toEqual(["check-out", "payments"]);
    expect(names(servicesSaid(services, "Researching payment"))).toEqual([]);
  });

  it("completes what is being typed, beginnings and important services first [SVC-1]", () => {
    expect(names(servicesLike(services, ""))).toEqual(["payments", "check-out", "search"]);
    expect(names(servicesLike(services, "a"))).toEqual(["payments", "check-out", "search"]);
    expect(names(servicesLike(services, "se"))).toEqual(["search"]);
  });

  it("puts keys on record, each service once [SVC-1]", () => {
    expect(checkedNames(services, ["Basket", "Search", "checkout"])).toEqual(["check-out", "search"]);
  });

  it("takes any word where there is no catalog, and what stood there before it had one [SVC-1]", () => {
    expect(checkedNames([], ["coffee", "coffee"])).toEqual(["coffee"]);
    expect(checkedNames(services, ["coffee", "search"], ["coffee"])).toEqual(["coffee", "search"]);
  });

  it.each([
    [["chekout"], "There is no service “chekout” in the catalog. Did you mean Checkout?"],
    [["zebra"], "There is no service “zebra” in the catalog. It has Checkout, Payments API, Search."],
    [
      ["serach", "pay"],
      "These are not in the catalog of services: “serach”, “pay”. Did you mean Search or Payments API?",
    ],
  ])("says of %j what it has instead [SVC-1]", (words, sentence) => {
    expect(() => checkedNames(services, words)).toThrow(sentence);
  });

  it("gives every word for a service, so that old subscriptions find it [UPD-4]", () => {
    expect(synonymsOf(services, "check-out")).toEqual(["check-out", "checkout", "basket"]);
    expect(synonymsOf(services, "Coffee")).toEqual(["coffee"]);
  });

  it("names owners and rotations once [SVC-1] [INC-2]", () => {
    const owned = [
      service({ id: "a", owners: { people: ["U1", "U2"], userGroups: ["S1"] }, rotation: "primary" }),
      service({ id: "b", owners: { people: ["U2"], userGroups: ["S1"] }, rotation: "primary" }),
      service({ id: "c" }),
    ];
    expect(ownersOf(owned)).toEqual({ people: ["U1", "U2"], userGroups: ["S1"] });
    expect(rotationsOf(owned)).toEqual(["primary"]);
  });
});
