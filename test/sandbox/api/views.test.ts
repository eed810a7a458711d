import { afterEach, beforeEach, expect, it } from "vitest";
import { errorOf, modal, refused, type Served, section, serve } from "./served.ts";

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const trigger = () => served.workspace.triggers.issue(served.dana.id);
const home = (text: string) => ({ type: "home" as const, blocks: [section(text)] });
const field = (blockId: string, actionId = "a") => ({
  type: "input",
  block_id: blockId,
  label: { type: "plain_text", text: "Title" },
  element: { type: "plain_text_input", action_id: actionId },
});

it("opens a modal for the person who acted", async () => {
  const { slack, workspace, dana } = served;
  const { view } = await slack.views.open({ trigger_id: trigger(), view: modal() });
  expect(view).toMatchObject({
    type: "modal",
    title: { text: "Declare" },
    state: { values: {} },
    previous_view_id: null,
  });
  expect(view?.root_view_id).toBe(view?.id);
  expect(workspace.views.stack(dana.id).map((open) => open.id)).toEqual([view?.id]);
});

it("takes a trigger once", async () => {
  const once = trigger();
  await served.slack.views.open({ trigger_id: once, view: modal() });
  expect(await errorOf(served.slack.views.open({ trigger_id: once, view: modal() }))).toBe("exchanged_trigger_id");
  expect(await errorOf(served.slack.views.open({ trigger_id: "1.2.x", view: modal() }))).toBe("invalid_trigger_id");
});

it("takes a trigger for three seconds", async () => {
  const [early, late] = [trigger(), trigger()];
  await served.clock.advance(3000, async () => {});
  expect((await served.slack.views.open({ trigger_id: early, view: modal() })).ok).toBe(true);
  await served.clock.advance(1, async () => {});
  expect(await errorOf(served.slack.views.open({ trigger_id: late, view: modal() }))).toBe("expired_trigger_id");
});

it("does not spend a trigger on a view that it refuses", async () => {
  const once = trigger();
  const refusal = await refused(served.slack.views.open({ trigger_id: once, view: modal("x".repeat(25)) }));
  expect(refusal).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
  });
  expect((await served.slack.views.open({ trigger_id: once, view: modal() })).ok).toBe(true);
});

it("stacks three modals and no more", async () => {
  const { slack, workspace, dana } = served;
  await slack.views.open({ trigger_id: trigger(), view: modal("1") });
  await slack.views.push({ trigger_id: trigger(), view: modal("2") });
  const { view } = await slack.views.push({ trigger_id: trigger(), view: modal("3") });
  const [root, second] = workspace.views.stack(dana.id);
  expect(view).toMatchObject({ root_view_id: root?.id, previous_view_id: second?.id });
  expect(await errorOf(slack.views.push({ trigger_id: trigger(), view: modal("4") }))).toBe("push_limit_reached");
});

it("updates by id or external id, guarded by the hash", async () => {
  const { slack } = served;
  const view = { ...modal(), external_id: "declare-1" };
  const opened = (await slack.views.open({ trigger_id: trigger(), view })).view;
  const hash = opened?.hash ?? "";
  await slack.views.update({
    external_id: "declare-1",
    view: { ...view, title: { type: "plain_text", text: "Two" } },
    hash,
  });
  expect(await errorOf(slack.views.update({ view_id: opened?.id ?? "", view, hash }))).toBe("hash_conflict");
  expect(await errorOf(slack.views.update({ view_id: "V404", view }))).toBe("not_found");
  expect(await errorOf(slack.views.push({ trigger_id: trigger(), view }))).toBe("duplicate_external_id");
});

it("keeps what was entered where block and action stay the same", async () => {
  const { slack, workspace } = served;
  const submit = { type: "plain_text" as const, text: "Go" };
  const { view } = await slack.views.open({
    trigger_id: trigger(),
    view: { ...modal(), submit, blocks: [field("title"), field("gone")] },
  });
  const id = view?.id ?? "";
  for (const block of ["title", "gone"])
    workspace.views.setState(id, block, "a", { type: "plain_text_input", value: "x" });
  await slack.views.update({ view_id: id, view: { ...modal(), submit, blocks: [field("title"), field("gone", "b")] } });
  expect(workspace.views.find(id)?.state).toEqual({ title: { a: { type: "plain_text_input", value: "x" } } });
});

it("wants a submit button where there is a field", async () => {
  const refusal = await refused(
    served.slack.views.open({ trigger_id: trigger(), view: { ...modal(), blocks: [field("title")] } }),
  );
  expect(refusal.errors).toEqual(["must define `submit` to use an `input` block in modals [json-pointer:/view]"]);
});

it("forgets closed modals", async () => {
  const { slack, workspace, dana } = served;
  const { view } = await slack.views.open({ trigger_id: trigger(), view: modal() });
  expect(workspace.views.close(view?.id ?? "").map((closed) => closed.id)).toEqual([view?.id]);
  expect(workspace.views.stack(dana.id)).toEqual([]);
  expect(await errorOf(slack.views.update({ view_id: view?.id ?? "", view: modal() }))).toBe("not_found");
});

it("publishes a home for one person, guarded by the hash", async () => {
  const { slack, workspace, dana, sam } = served;
  const first = await slack.views.publish({ user_id: dana.id, view: home("one") });
  const second = await slack.views.publish({ user_id: dana.id, view: home("two"), hash: first.view?.hash });
  expect(second.view?.id).toBe(first.view?.id);
  const late = slack.views.publish({ user_id: dana.id, view: home("three"), hash: first.view?.hash });
  expect(await errorOf(late)).toBe("hash_conflict");
  expect(workspace.views.home(dana.id)?.payload.blocks).toMatchObject([{ text: { text: "two" } }]);
  expect(workspace.views.home(sam.id)).toBeUndefined();
  expect(await errorOf(slack.apiCall("views.publish", { user_id: dana.id, view: modal() }))).toBe("invalid_arguments");
});

it("refuses views that are too large", async () => {
  const blocks = Array.from({ length: 100 }, () => section("x".repeat(2900)));
  expect(await errorOf(served.slack.views.publish({ user_id: served.dana.id, view: { type: "home", blocks } }))).toBe(
    "view_too_large",
  );
});
