import { z } from "zod";
import { ConflictError } from "../../lib/errors.ts";
import { type CloseInput, close, mustBeClosable, openForClosing, severityLabel } from "../incidents/index.ts";
import { type Decision, type NewEntry, person, personId } from "../ledger/index.ts";
import { authorityOf } from "./authority.ts";
import type { CarryOut } from "./decide.ts";
import type { WithApprovals } from "./facet.ts";
import { requestApproval } from "./request.ts";

/** Puts the file away, or asks for a yes where closing at this severity needs one. */
export const closeOrRequest =
  <I extends WithApprovals>(input: CloseInput<I>): Decision<I, NewEntry> =>
  (incident, world) => {
    const { facts, id } = incident;
    const closed = close(input)(incident, world);
    if (authorityOf("close", facts.severity, world.policy) === "alone") return closed;
    const left = openForClosing(incident, input.known(incident), world);
    const leaving = left.length > 0 ? `, leaving open: ${left.map(({ label }) => label).join("; ")}` : "";
    const what = `Close #${id} ${facts.title} (${severityLabel(world.policy, facts.severity)})${leaving}`;
    const payload = { skipping: left.map((criterion) => criterion.id) };
    return requestApproval({ step: "close", by: person(input.userId), what, payload })(incident, world);
  };

const Closing = z.object({ skipping: z.array(z.string()) });

/** Closes what was approved to be closed; what has opened since was not part of the question. */
export const closeApproved =
  <I extends WithApprovals>(known: CloseInput<I>["known"]): CarryOut<I> =>
  (incident, { payload, requestedBy }, world) => {
    mustBeClosable(incident.facts);
    const { skipping } = Closing.parse(payload);
    const unasked = openForClosing(incident, known(incident), world).filter(({ id }) => !skipping.includes(id));
    if (unasked.length > 0) {
      const labels = unasked.map(({ label }) => label).join("; ");
      throw new ConflictError(`Open since it was asked for: ${labels}. Ask again with that known.`);
    }
    return close({ userId: personId(requestedBy) ?? "", known, isSkipping: true })(incident, world);
  };
