import { afterEach, beforeEach, expect, it } from "vitest";
import type { Restriction } from "../../../src/sandbox/workspace/index.ts";
import { errorOf, type Served, serve, withScope } from "./served.ts";

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const posted = async () => {
  const { slack, general } = served;
  await slack.conversations.join({ channel: general.id });
  return {
    channel: general.id,
    timestamp: (await slack.chat.postMessage({ channel: general.id, text: "hello" })).ts ?? "",
  };
};

it("shows people with their time zone", async () => {
  const { slack, sam } = served;
  const { user } = await slack.users.info({ user: sam.id });
  expect(user).toMatchObject({
    id: sam.id,
    tz: "Asia/Kolkata",
    tz_offset: 19_800,
    real_name: "Sam",
    is_bot: false,
    deleted: false,
  });
  expect(user?.profile).toMatchObject({ display_name: "Sam", email: "sam@acme.example" });
  expect(await errorOf(slack.users.info({ user: "U404" }))).toBe("user_not_found");
});

it("tells who administers the workspace, owners as admins too, and nothing of that of who has left", async () => {
  const { slack, workspace, sam } = served;
  const flags = async (id: string) => {
    const { user } = await slack.users.info({ user: id });
    return [user?.is_admin, user?.is_owner];
  };
  expect(await flags(sam.id)).toEqual([false, false]);
  expect(await flags(workspace.people.add({ name: "ada", isAdmin: true }).id)).toEqual([true, false]);
  const owner = workspace.people.add({ name: "otto", isOwner: true });
  expect(await flags(owner.id)).toEqual([true, true]);
  workspace.people.change(owner.id, { deleted: true });
  expect(await flags(owner.id)).toEqual([undefined, undefined]);
});

it("lists everybody, the deactivated and the bot too", async () => {
  const { slack, workspace } = served;
  workspace.people.add({ name: "otto", deleted: true });
  const { members } = await slack.users.list({});
  expect(members?.map((member) => [member.name, member.deleted])).toEqual([
    ["sitrep", false],
    ["dana", false],
    ["sam", false],
    ["otto", true],
  ]);
});

it("finds people by address, and their channels", async () => {
  const { slack, sam, general } = served;
  expect((await slack.users.lookupByEmail({ email: "SAM@acme.example" })).user?.id).toBe(sam.id);
  expect(await errorOf(slack.users.lookupByEmail({ email: "x@y.z" }))).toBe("users_not_found");
  const { channels } = await slack.users.conversations({ user: sam.id });
  expect(channels?.map((channel) => channel.id)).toEqual([general.id]);
  expect(await errorOf(slack.users.profile.get({ user: sam.id }))).toBe("missing_scope");
});

it("has user groups on paid plans only", async () => {
  const { slack, workspace, sam } = served;
  const { id } = workspace.userGroups.create({ name: "Leads", handle: "leads", users: [sam.id] });
  expect((await slack.usergroups.list({ include_users: true })).usergroups).toMatchObject([
    { id, handle: "leads", users: [sam.id] },
  ]);
  expect((await slack.usergroups.users.list({ usergroup: id })).users).toEqual([sam.id]);
  expect(await errorOf(slack.usergroups.users.list({ usergroup: "S404" }))).toBe("no_such_subteam");
  workspace.plan = "free";
  expect(await errorOf(slack.usergroups.list({}))).toBe("plan_upgrade_required");
});

it("reacts once and takes it back once", async () => {
  const { slack } = served;
  const on = { ...(await posted()), name: "eyes" };
  await slack.reactions.add(on);
  expect(await errorOf(slack.reactions.add(on))).toBe("already_reacted");
  expect((await slack.reactions.get(on)).message?.reactions).toMatchObject([{ name: "eyes", count: 1 }]);
  await slack.reactions.remove(on);
  expect(await errorOf(slack.reactions.remove(on))).toBe("no_reaction");
  expect(await errorOf(slack.reactions.add({ ...on, name: "No Emoji" }))).toBe("invalid_name");
  expect(await errorOf(slack.reactions.add({ ...on, timestamp: "1.000001" }))).toBe("message_not_found");
});

it("pins once", async () => {
  const { slack } = served;
  const on = await posted();
  await slack.pins.add(on);
  expect(await errorOf(slack.pins.add(on))).toBe("already_pinned");
  expect((await slack.pins.list(on)).items).toMatchObject([{ message: { ts: on.timestamp, pinned_to: [on.channel] } }]);
  await slack.pins.remove(on);
  expect(await errorOf(slack.pins.remove(on))).toBe("no_pin");
});

it("keeps bookmarks that have a title and a link", async () => {
  const { slack, general, workspace } = served;
  const where = { channel_id: general.id };
  const add = (link: string) => slack.bookmarks.add({ ...where, title: "Runbook", type: "link", link });
  expect(await errorOf(add("https://example.com"))).toBe("not_in_channel");
  await slack.conversations.join({ channel: general.id });
  const { bookmark } = await add("https://example.com");
  expect(await errorOf(add("no link"))).toBe("invalid_link");
  const id = bookmark?.id ?? "";
  await slack.bookmarks.edit({ ...where, bookmark_id: id, title: "Runbooks" });
  expect(workspace.channels.find(general.id)?.bookmarks).toMatchObject([
    { title: "Runbooks", link: "https://example.com" },
  ]);
  await slack.bookmarks.remove({ ...where, bookmark_id: id });
  expect(await errorOf(slack.bookmarks.remove({ ...where, bookmark_id: id }))).toBe("not_found");
  expect((await slack.bookmarks.list(where)).bookmarks).toEqual([]);
});

const markdown = (text: string) => ({ type: "markdown" as const, markdown: text });

it("gives a channel one canvas and names it in the channel", async () => {
  const { slack } = served;
  const { channel } = await slack.conversations.create({ name: "inc-1" });
  const channel_id = channel?.id ?? "";
  const { canvas_id } = await slack.conversations.canvases.create({
    channel_id,
    document_content: markdown("# Notes"),
  });
  expect(await errorOf(slack.conversations.canvases.create({ channel_id }))).toBe("channel_canvas_already_exists");
  const info = await slack.conversations.info({ channel: channel_id });
  expect(info.channel?.properties).toMatchObject({ canvas: { file_id: canvas_id } });
});

it("edits a canvas by section, one change at a time", async () => {
  const { slack, workspace } = served;
  const { canvas_id = "" } = await slack.canvases.create({
    title: "PM",
    document_content: markdown("# Summary\ntext\n\n## Why\nbecause"),
  });
  const { sections } = await slack.canvases.sections.lookup({
    canvas_id,
    criteria: { section_types: ["h2"], contains_text: "Why" },
  });
  const section_id = sections?.[0]?.id ?? "";
  await slack.canvases.edit({
    canvas_id,
    changes: [{ operation: "insert_after", section_id, document_content: markdown("so it is") }],
  });
  await slack.canvases.edit({ canvas_id, changes: [{ operation: "delete", section_id }] });
  expect(workspace.canvases.markdown(canvas_id)).toBe("# Summary\n\ntext\n\nso it is\n\nbecause");
  const twice = [{ operation: "insert_at_end" as const, document_content: markdown("x") }];
  expect(await errorOf(slack.apiCall("canvases.edit", { canvas_id, changes: [...twice, ...twice] }))).toBe(
    "invalid_arguments",
  );
  expect(await errorOf(slack.canvases.edit({ canvas_id: "F404", changes: [...twice] as never }))).toBe(
    "canvas_not_found",
  );
});

it("has no standalone canvases on the free plan, nor deep headings or big tables anywhere", async () => {
  const { slack, workspace } = served;
  const create = (text: string) => slack.canvases.create({ document_content: markdown(text) });
  expect(await errorOf(create("#### deep"))).toBe("canvas_creation_failed");
  const table = Array.from({ length: 101 }, () => "| a | b | c |").join("\n");
  expect(await errorOf(create(table))).toBe("canvas_creation_failed");
  workspace.plan = "free";
  expect(await errorOf(create("# fine"))).toBe("free_teams_cannot_create_standalone_canvases");
});

it("uploads in three steps and shows the file a moment later", async () => {
  const { slack, general, clock, workspace } = served;
  await slack.conversations.join({ channel: general.id });
  const answer = await slack.filesUploadV2({
    channel_id: general.id,
    filename: "pm.md",
    content: "# PM",
    initial_comment: "Draft",
  });
  expect(answer.ok).toBe(true);
  const [file] = workspace.files.all();
  const id = file?.id ?? "";
  expect((await slack.files.info({ file: id })).file).toMatchObject({ mimetype: "", shares: {} });
  expect(workspace.messages.history(general.id).at(-1)?.text).not.toBe("Draft");
  await clock.advance(1000, async () => {});
  const shown = (await slack.files.info({ file: id })).file;
  expect(shown).toMatchObject({ mimetype: "text/markdown", size: 4, channels: [general.id] });
  const { messages } = await slack.conversations.history({ channel: general.id });
  expect(messages?.[0]).toMatchObject({ text: "Draft", files: [{ id, name: "pm.md" }] });
  const download = (token: string) =>
    fetch(shown?.url_private ?? "", { headers: { authorization: `Bearer ${token}` }, redirect: "manual" });
  expect(await (await download("xoxb-1")).text()).toBe("# PM");
  expect((await download("xoxb-2")).status).toBe(302);
});

it("refuses bytes that were not announced, and completing what never came", async () => {
  const { slack, general } = served;
  const { upload_url = "", file_id = "" } = await slack.files.getUploadURLExternal({ filename: "a.txt", length: 3 });
  expect((await fetch(upload_url, { method: "POST", body: "four" })).status).toBe(400);
  const complete = slack.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: general.id });
  expect(await errorOf(complete)).toBe("file_not_found");
});

it("keeps files of channels that the bot is not in to itself", async () => {
  const { slack, workspace, dana, bot } = served;
  const secret = workspace.channels.create(dana.id, "secret", { private: true });
  const content = new TextEncoder().encode("hush");
  const { file } = workspace.files.upload({ by: dana.id, channelId: secret.id, name: "a.txt", content });
  expect(await errorOf(slack.files.info({ file: file.id }))).toBe("file_not_found");
  expect((await slack.files.list({})).files).toEqual([]);
  workspace.members.invite(dana.id, secret.id, [bot]);
  expect((await slack.files.info({ file: file.id })).file?.name).toBe("a.txt");
  expect(await errorOf(slack.files.delete({ file: file.id }))).toBe("cant_delete_file");
});

it("tells about the team and itself where the scopes allow", async () => {
  expect(await errorOf(served.slack.team.info())).toBe("missing_scope");
  expect((await served.slack.bots.info({ bot: served.workspace.app.botId })).bot?.name).toBe("Sitrep");
  await served.close();
  served = await serve({ manifest: withScope("team:read") });
  expect((await served.slack.team.info()).team).toMatchObject({ name: "Acme", domain: "acme" });
});

const restrictions: [Restriction, (channel: string) => Promise<unknown>, string][] = [
  ["create_public", () => served.slack.conversations.create({ name: "inc-2" }), "restricted_action"],
  ["archive", (channel) => served.slack.conversations.archive({ channel }), "restricted_action"],
  ["rename", (channel) => served.slack.conversations.rename({ channel, name: "inc-2" }), "restricted_action"],
  ["invite", (channel) => served.slack.conversations.invite({ channel, users: served.sam.id }), "restricted_action"],
  ["canvas", () => served.slack.canvases.create({}), "canvas_disabled_user_team"],
  [
    "channel_canvas",
    (channel_id) => served.slack.conversations.canvases.create({ channel_id }),
    "team_tier_cannot_create_channel_canvases",
  ],
];

it.each(restrictions)("refuses what the owners forbid: %s", async (restriction, call, error) => {
  const { channel } = await served.slack.conversations.create({ name: "inc-1" });
  served.workspace.restrictions.add(restriction);
  expect(await errorOf(call(channel?.id ?? ""))).toBe(error);
  served.workspace.restrictions.delete(restriction);
  expect(await call(channel?.id ?? "")).toMatchObject({ ok: true });
});
