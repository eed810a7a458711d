import { describe, expect, it } from "vitest";
import { Doctor } from "../../src/doctor/doctor.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { createLog } from "../../src/lib/log.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";

const sick: Finding = { check: "Token", state: "bad", what: "it is refused", mend: "Copy it anew." };
const well: Finding = { check: "Disk", state: "good", what: "room" };

function called(examine: () => Promise<readonly Finding[]>, mistakes: () => readonly never[] = () => []) {
  const clock = new VirtualClock(1_000);
  const doctor = new Doctor({ examine, mistakes, clock, log: createLog("silent") });
  let told = 0;
  doctor.onChange(async () => {
    told += 1;
  });
  const pass = (ms: number) => clock.advance(ms, async () => undefined);
  return { doctor, pass, told: () => told };
}

describe("the doctor of a running bot [OPS-4]", () => {
  it("knows nothing before the first look, then what is not good", async () => {
    const { doctor, told } = called(async () => [well, sick]);
    expect(doctor.known()).toEqual({ problems: [], checkedAt: undefined, isLooking: false });
    const looking = doctor.look();
    expect(doctor.known().isLooking).toBe(true);
    await looking;
    expect(doctor.known()).toEqual({ problems: [sick], checkedAt: 1_000, isLooking: false });
    expect(told()).toBe(1);
  });

  it("looks once for all who ask at the same time", async () => {
    let looks = 0;
    const { doctor } = called(async () => {
      looks += 1;
      return [];
    });
    await Promise.all([doctor.look(), doctor.look(), doctor.look()]);
    expect(looks).toBe(1);
  });

  it("holds a look for fresh for ten minutes, and rests half a minute", async () => {
    const { doctor, pass } = called(async () => []);
    expect([doctor.isStale, doctor.isRested]).toEqual([true, true]);
    await doctor.look();
    expect([doctor.isStale, doctor.isRested]).toEqual([false, false]);
    await pass(30_000);
    expect([doctor.isStale, doctor.isRested]).toEqual([false, true]);
    await pass(570_000);
    expect(doctor.isStale).toBe(true);
  });

  it("says so when it could not look, and lives on", async () => {
    const { doctor } = called(async () => Promise.reject(new Error("out of files")));
    await doctor.look();
    expect(doctor.known().problems).toMatchObject([{ check: "Doctor", state: "bad" }]);
  });

  it("tells nobody anything once it is stopped", async () => {
    const { doctor, told } = called(async () => [sick]);
    const looking = doctor.look();
    doctor.stop();
    await looking;
    expect(told()).toBe(0);
  });
});
