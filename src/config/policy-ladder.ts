import { z } from "zod";
import { Duration, durationText } from "./duration.ts";
import { Id, listById, MemberId, Text, UserGroupId } from "./fields.ts";
import { isTree, type Tree } from "./overlay.ts";
import type { Problem } from "./problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Whom a rung calls; all that are named, each once. */
const Who = z.strictObject({
  /** Who is on call for the incident's services. */
  onCall: z.enum(["primary", "secondary"]).optional(),
  /** The first on call in this rotation, whatever the services. */
  rotation: Id.optional(),
  people: z.array(MemberId).default([]),
  userGroups: z.array(UserGroupId).default([]),
});

const AtOnce = z.literal("at once").transform(() => 0);

/** Counted from the first page, while nobody acknowledges. */
const After = z.union(
  [AtOnce, Duration],
  'this does not say when it is called; write "at once", or a length of time such as "5 min"',
);

const RungBody = z
  .strictObject({ label: Text, after: After, who: Who })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after }));

/** Who is paged in which order until somebody acknowledges, the first first. */
export const Ladder = listById(RungBody).transform((rungs) => [...rungs].sort((a, b) => a.afterMs - b.afterMs));
export type Ladder = z.infer<typeof Ladder>;

interface Step {
  readonly id: string;
  readonly afterMs: number;
  /** Stands whole in the file of one's own, which may put it between those of the policy that it builds on. */
  readonly isOwn: boolean;
  readonly path: readonly string[];
}

/** A ladder whose words say another order than the one in which people are called. Works on the raw data. */
export function ladderProblems(policy: Tree, source: YamlSource): Problem[] {
  const steps = stepsOf(policy, source);
  const problem = ({ path }: Step, what: string, mend: string): Problem => ({
    where: source.where(path),
    what: `${path.join(".")}: ${what}`,
    mend,
  });
  const disordered = steps.flatMap((step, index) => {
    const above = steps.slice(0, index).filter(({ isOwn }) => isOwn === step.isOwn);
    const later = above.toSorted((a, b) => b.afterMs - a.afterMs).find(({ afterMs }) => afterMs > step.afterMs);
    if (!later) return [];
    const what = `${step.id} would be called ${said(step)}, before ${later.id} (${said(later)}), which stands above it`;
    return [
      problem(step, what, `Write ${said(later).replace("after ", "")} or more, or let ${later.id} be called sooner.`),
    ];
  });
  const [first] = steps.toSorted((a, b) => a.afterMs - b.afterMs);
  if (disordered.length > 0 || !first || first.afterMs === 0) return disordered;
  const what = `${first.id} is the first to be called, and that is at once, not ${said(first)}`;
  return [problem(first, what, 'Write "at once"; all others count from it.')];
}

const said = ({ afterMs }: Step): string => (afterMs === 0 ? "at once" : `after ${durationText(afterMs)}`);

/** In the order of the file; what cannot be read is for the schema to say. */
function stepsOf(policy: Tree, source: YamlSource): Step[] {
  const own = rungsIn(source.data);
  return Object.entries(rungsIn(policy)).flatMap(([id, rung]) => {
    const afterMs = After.safeParse(isTree(rung) ? rung.after : undefined).data;
    const ownRung = own[id];
    const isOwn = isTree(ownRung) && Object.hasOwn(ownRung, "label");
    return afterMs === undefined ? [] : [{ id, afterMs, isOwn, path: ["escalation", "ladder", id, "after"] }];
  });
}

function rungsIn(policy: unknown): Tree {
  const escalation = isTree(policy) ? policy.escalation : undefined;
  const ladder = isTree(escalation) ? escalation.ladder : undefined;
  return isTree(ladder) ? ladder : {};
}
