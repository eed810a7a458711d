import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Service, Tier } from "../../../src/config/index.ts";
import { blastRadius, blastWords, dependenciesOf, dependentsOf } from "../../../src/core/services/index.ts";
import { service } from "./catalog.ts";

const TIERS: readonly Tier[] = [0, 1, 2, 3];

/** Catalogs without circles: each service depends only on those before it. */
const catalogs = fc
  .array(fc.record({ tier: fc.constantFrom(...TIERS), needs: fc.array(fc.nat(30), { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((drawn) =>
    drawn.map(({ tier, needs }, index) => {
      const dependsOn = [...new Set(index === 0 ? [] : needs.map((need) => `s${need % index}`))];
      return service({ id: `s${index}`, name: `Service ${index}`, tier, dependsOn });
    }),
  );

const withHit = catalogs.chain((services) =>
  fc.record({ services: fc.constant(services), hit: fc.subarray(services, { minLength: 1 }) }),
);

/** Whether one service reaches the other by dependsOn, by trying every way. */
function needs(services: readonly Service[], from: Service, to: Service): boolean {
  return dependenciesOf(services, from).some((next) => next === to || needs(services, next, to));
}

const ids = (services: readonly Service[]) => services.map(({ id }) => id).sort();

describe("the blast radius", () => {
  it("reaches exactly what needs a hit service, on any way, and no service twice [SVC-2]", () => {
    fc.assert(
      fc.property(withHit, ({ services, hit }) => {
        const radius = blastRadius(services, ids(hit));
        const reached = [...radius.direct, ...radius.through];
        const expected = services.filter(
          (each) => !hit.includes(each) && hit.some((broken) => needs(services, each, broken)),
        );
        expect(ids(reached)).toEqual(ids(expected));
        expect(new Set(reached).size).toBe(reached.length);
      }),
    );
  });

  it("counts as direct who names a hit service itself [SVC-2]", () => {
    fc.assert(
      fc.property(withHit, ({ services, hit }) => {
        const expected = services.filter(
          (each) => !hit.includes(each) && hit.some((broken) => dependentsOf(services, broken).includes(each)),
        );
        expect(ids(blastRadius(services, ids(hit)).direct)).toEqual(ids(expected));
      }),
    );
  });

  it("looks upstream as it looks downstream: what A needs is reached by whatever reaches A [SVC-2]", () => {
    fc.assert(
      fc.property(withHit, ({ services, hit }) => {
        const expected = services.filter(
          (each) => !hit.includes(each) && hit.some((broken) => needs(services, broken, each)),
        );
        expect(ids(blastRadius(services, ids(hit)).needs)).toEqual(ids(expected));
      }),
    );
  });

  it("adds up: the tiers count each reached service once [SVC-2]", () => {
    fc.assert(
      fc.property(withHit, ({ services, hit }) => {
        const radius = blastRadius(services, ids(hit));
        const reached = [...radius.hit, ...radius.direct, ...radius.through];
        expect(radius.tiers.reduce((sum, { count }) => sum + count, 0)).toBe(reached.length);
        for (const { tier, count } of radius.tiers) {
          expect(reached.filter((each) => each.tier === tier)).toHaveLength(count);
        }
      }),
    );
  });

  it("only grows when more is hit [SVC-2]", () => {
    fc.assert(
      fc.property(withHit, ({ services, hit }) => {
        const [first] = hit;
        const small = blastRadius(services, first ? [first.id] : []);
        const large = blastRadius(services, ids(hit));
        const all = [...large.hit, ...large.direct, ...large.through];
        expect([...small.direct, ...small.through].every((each) => all.includes(each))).toBe(true);
      }),
    );
  });

  it("comes to an end where services go round in a circle [SVC-2]", () => {
    const services = [service({ id: "a", dependsOn: ["b"] }), service({ id: "b", dependsOn: ["a"] })];
    expect(ids(blastRadius(services, ["a"]).direct)).toEqual(["b"]);
  });

  it("is nothing for words that the catalog does not know [SVC-2]", () => {
    const services = [service({ id: "a" })];
    expect(blastRadius(services, ["the coffee machine"])).toEqual({
      hit: [],
      direct: [],
      through: [],
      needs: [],
      tiers: [],
    });
    expect(blastWords(blastRadius(services, ["the coffee machine"]))).toBeUndefined();
  });
});

describe("the blast radius in words", () => {
  const services = [
    service({ id: "ledger", name: "Ledger", tier: 0 }),
    service({ id: "checkout", name: "Checkout", tier: 2, dependsOn: ["ledger"] }),
    service({ id: "mobile", name: "Mobile app", tier: 1, dependsOn: ["checkout"] }),
    service({ id: "web", name: "Web shop", tier: 0, dependsOn: ["checkout"] }),
    service({ id: "reports", name: "Reports", tier: 3, dependsOn: ["web"] }),
  ];

  it.each([
    [["reports"], "Hits Reports; nothing else depends on it"],
    [["web"], "Hits Web shop (tier 0); 1 service depends on it"],
    [["checkout"], "Hits Checkout; 3 services depend on it (1 of tier 0, 1 of tier 1)"],
    [["checkout", "reports"], "Hits Checkout and Reports; 2 services depend on them (1 of tier 0, 1 of tier 1)"],
  ])("of %s reads %j [SVC-2]", (hit, words) => {
    expect(blastWords(blastRadius(services, hit))).toBe(words);
  });

  it.each<[Tier[], string]>([
    [[1], "Hits Ledger (tier 0); 1 service depends on it (tier 1)"],
    [[1, 1], "Hits Ledger (tier 0); 2 services depend on it (both of tier 1)"],
    [[0, 0, 0], "Hits Ledger (tier 0); 3 services depend on it (all of tier 0)"],
    [[1, 3], "Hits Ledger (tier 0); 2 services depend on it (1 of tier 1)"],
  ])("with dependents of the tiers %j reads %j [SVC-2]", (tiers, words) => {
    const dependents = tiers.map((tier, index) => service({ id: `s${index}`, tier, dependsOn: ["ledger"] }));
    const [ledger] = services;
    expect(blastWords(blastRadius(ledger ? [ledger, ...dependents] : [], ["ledger"]))).toBe(words);
  });
});
