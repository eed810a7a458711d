import type { Service } from "../../config/index.ts";

/** Slack ids of the people and user groups that own some services, each once. */
export interface Owners {
  readonly people: readonly string[];
  readonly userGroups: readonly string[];
}

/** Who owns these services. */
export const ownersOf = (services: readonly Service[]): Owners => ({
  people: [...new Set(services.flatMap(({ owners }) => owners.people))],
  userGroups: [...new Set(services.flatMap(({ owners }) => owners.userGroups))],
});

/** Keys of the rotations that are on call for some services, each once. */
export const rotationsOf = (services: readonly Service[]): string[] => [
  ...new Set(services.flatMap(({ rotation }) => rotation ?? [])),
];
