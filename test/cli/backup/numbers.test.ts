import { expect, it } from "vitest";
import { numberIn } from "../../../src/cli/backup/numbers.ts";

it.each([
  ["inc-{number}-{slug}", "inc-12-checkout-errors", 12],
  ["inc-{number}-{slug}", "inc-12-checkout-errors-2", 12],
  ["inc-{number}-{slug}", "inc-x-checkout", undefined],
  ["inc-{number}-{slug}", "my-inc-12-checkout", undefined],
  ["inc-{number}-{slug}", "inc-12", 12],
  ["{slug}.{number}", "checkout-17", 17],
  ["{slug}.{number}", "17", 17],
  ["{slug}.{number}", "checkout", undefined],
  ["INC{number}", "inc3", 3],
])("with %s the number of #%s is %s [INC-5]", (template, name, number) => {
  expect(numberIn(template, name)).toBe(number);
});
