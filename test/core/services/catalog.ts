import type { Service } from "../../../src/config/index.ts";

/** A service of which only what matters is told. */
export const service = ({ id, ...told }: Partial<Service> & { id: string }): Service => ({
  id,
  name: id,
  tier: 2,
  aliases: [],
  owners: { people: [], userGroups: [] },
  dependsOn: [],
  runbooks: [],
  objectives: [],
  links: [],
  ...told,
});
