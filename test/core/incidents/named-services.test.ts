import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { parseCorrection, parseDeclaration } from "../../../src/core/incidents/index.ts";
import { service } from "../services/catalog.ts";

const services = [
  service({ id: "checkout", name: "Checkout", aliases: ["basket"] }),
  service({ id: "ledger", name: "General ledger" }),
];
const POLICY = { ...shippedPolicy(), services };
const listed = (text: string) => text.split(",").map((word) => word.trim());

describe("services in a declaration of one line [SVC-1] [INC-1]", () => {
  it.each([
    ["sev2 Checkout errors", "Checkout errors", ["checkout"], []],
    ["sev2 Basket loses its general ledger", "Basket loses its general ledger", ["checkout", "ledger"], []],
    ["sev2 Orders fail --service ledger", "Orders fail", ["ledger"], []],
    ["--service=checkout,ledger sev2 Orders fail", "Orders fail", ["checkout", "ledger"], []],
    ["sev2 Orders fail —service “General ledger” now", "Orders fail now", ["ledger"], []],
    ["sev2 Orders fail --services chekout", "Orders fail", [], ["chekout"]],
    ["sev2 Service is slow", "Service is slow", [], []],
  ])("`%s`", (words, title, known, unknown) => {
    const spoken = parseDeclaration(words, POLICY);
    expect([spoken.severity?.id, spoken.title, spoken.services, spoken.unknownServices]).toEqual([
      "sev2",
      title,
      known,
      unknown,
    ]);
  });

  it("takes the words as they are where there is no catalog", () => {
    const spoken = parseDeclaration("sev2 Orders fail --service coffee", shippedPolicy());
    expect([spoken.title, spoken.services, spoken.unknownServices]).toEqual(["Orders fail", ["coffee"], []]);
  });
});

describe("services in a correction of one line [SVC-1] [INC-5]", () => {
  it("may keep what stands there, although the catalog does not have it", () => {
    expect(parseCorrection("services coffee, basket", POLICY, listed, ["coffee"])).toEqual({
      services: ["coffee", "basket"],
    });
    expect(() => parseCorrection("services coffee", POLICY, listed)).toThrow("Nothing was changed");
  });
});
