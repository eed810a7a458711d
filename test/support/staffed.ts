import { startWorld, type World, type WorldOptions } from "./world.ts";

/** The room of the incident that `staffed` opens. */
export const ROOM = "#inc-1-checkout-errors";

const STAFF = [
  ["commander", "dana"],
  ["communications", "sam"],
  ["tech", "kim"],
  ["scribe", "kim"],
] as const;

/** An incident of this severity with nothing missing: Dana commands, Sam speaks for it, Kim does the rest. */
export async function staffed(severity: string, options: WorldOptions = {}): Promise<World> {
  const world = await startWorld(options);
  const dana = world.person("dana");
  await dana.command("#general", `/incident declare ${severity} Checkout errors`);
  await world.settle();
  await dana.command(ROOM, "/incident edit category application");
  for (const [role, name] of STAFF) await dana.command(ROOM, `/incident role ${role} @${name}`);
  await world.settle();
  return world;
}
