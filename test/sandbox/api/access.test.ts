import { afterEach, expect, it } from "vitest";
import { errorOf, manifest, refused, type Served, serve, without, withScope } from "./served.ts";

let served: Served;
afterEach(() => served.close());

const rows: [name: string, token: string | undefined, error: string][] = [
  ["no token", undefined, "not_authed"],
  ["an unknown token", "xoxb-other", "invalid_auth"],
  ["an app token where a bot token belongs", "xapp-1", "not_allowed_token_type"],
];

it.each(rows)("refuses %s", async (_, token, error) => {
  served = await serve();
  expect(await errorOf(served.client(token).auth.test())).toBe(error);
});

it("knows the bot by its token", async () => {
  served = await serve();
  const { bot, workspace } = served;
  const answer = await served.slack.auth.test();
  expect(answer).toMatchObject({ ok: true, user_id: bot, bot_id: workspace.app.botId, team: "Acme", user: "sitrep" });
});

it("opens sockets for the app token only", async () => {
  served = await serve();
  expect((await served.client("xapp-1").apps.connections.open()).url).toContain("ws://");
  expect(await errorOf(served.slack.apps.connections.open())).toBe("not_allowed_token_type");
});

it("refuses everything once the tokens are revoked, after telling the app", async () => {
  served = await serve();
  served.workspace.revokeTokens();
  expect(served.events.map((event) => event.type)).toContain("tokens_revoked");
  expect(await errorOf(served.slack.auth.test())).toBe("token_revoked");
  served.workspace.restoreTokens();
  expect((await served.slack.auth.test()).ok).toBe(true);
});

it("names the scope that the manifest lacks", async () => {
  served = await serve({ manifest: without("pins:write") });
  const channel = served.general.id;
  const refusal = await refused(served.slack.pins.add({ channel, timestamp: "1.000001" }));
  expect(refusal).toMatchObject({ ok: false, error: "missing_scope", needed: "pins:write" });
  expect(refusal.provided).toContain("chat:write");
});

const scopeRows: [scope: string, call: (served: Served) => Promise<unknown>][] = [
  ["channels:manage", ({ slack }) => slack.conversations.create({ name: "inc-1" })],
  ["groups:write", ({ slack }) => slack.conversations.create({ name: "inc-1", is_private: true })],
  ["groups:read", ({ slack }) => slack.conversations.list({ types: "public_channel,private_channel" })],
  ["channels:history", ({ slack, general }) => slack.conversations.history({ channel: general.id })],
  ["channels:join", ({ slack, general }) => slack.conversations.join({ channel: general.id })],
  ["im:write", ({ slack, dana }) => slack.conversations.open({ users: dana.id })],
  ["users:read", ({ slack, dana }) => slack.users.info({ user: dana.id })],
  ["canvases:write", ({ slack, general }) => slack.conversations.canvases.create({ channel_id: general.id })],
];

it.each(scopeRows)("asks for %s", async (scope, call) => {
  served = await serve({ manifest: without(scope) });
  expect(await refused(call(served))).toMatchObject({ error: "missing_scope", needed: expect.stringContaining(scope) });
});

it("shows addresses only with users:read.email", async () => {
  served = await serve({ manifest: without("users:read.email") });
  const { user } = await served.slack.users.info({ user: served.dana.id });
  expect(user?.profile?.email).toBeUndefined();
});

it("asks for a scope of its own before the bot may use another name", async () => {
  served = await serve({ manifest: withScope("chat:write.customize") });
  const { slack, general, workspace } = served;
  await slack.chat.postMessage({ channel: general.id, text: "hi", username: "Robot", icon_emoji: ":robot_face:" });
  expect(workspace.messages.history(general.id).at(-1)?.username).toBe("Robot");
  await served.close();
  served = await serve({ manifest });
  const call = served.slack.chat.postMessage({
    channel: served.general.id,
    text: "hi",
    username: "Robot",
    icon_emoji: ":x:",
  });
  expect(await errorOf(call)).toBe("missing_scope");
});

it("does not know methods that Slack does not have", async () => {
  served = await serve();
  expect(await errorOf(served.slack.apiCall("chat.shout", {}))).toBe("unknown_method");
});

it("says which argument is missing", async () => {
  served = await serve();
  const refusal = await refused(served.slack.apiCall("reactions.add", { channel: served.general.id, name: "eyes" }));
  expect(refusal.error).toBe("invalid_arguments");
  expect(refusal.response_metadata).toMatchObject({ messages: ["[ERROR] missing required field: timestamp"] });
});

it("takes JSON bodies as well as forms, and refuses what is neither", async () => {
  served = await serve();
  const { api, general } = served;
  const call = async (body: string, type: string) => {
    const request = { method: "chat.postMessage", token: "xoxb-1", body, headers: { "content-type": type } };
    const answer: unknown = JSON.parse((await api.handleApiCall(request)).body);
    return answer;
  };
  const json = JSON.stringify({ channel: general.id, text: "hello" });
  expect(await call(json, "application/json; charset=utf-8")).toMatchObject({ ok: true });
  expect(await call("{", "application/json")).toMatchObject({ error: "invalid_json" });
  expect(await call("[]", "application/json")).toMatchObject({ error: "json_not_object" });
  expect(await call(json, "text/plain")).toMatchObject({ error: "invalid_post_type" });
});

it("posts once a second to a channel, after a small burst, when limits are on", async () => {
  served = await serve({ rateLimits: true });
  const { slack, general, clock } = served;
  const post = () => slack.chat.postMessage({ channel: general.id, text: "hello" });
  for (let sent = 0; sent < 4; sent += 1) await post();
  await expect(post()).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 1 });
  await clock.advance(1000, async () => {});
  expect((await post()).ok).toBe(true);
});

it("limits each method by its tier, until the switch is off", async () => {
  served = await serve({ rateLimits: true });
  const { slack, api } = served;
  for (let asked = 0; asked < 20; asked += 1) await slack.users.list({});
  await expect(slack.users.list({})).rejects.toMatchObject({ retryAfter: 3 });
  expect((await slack.auth.test()).ok).toBe(true);
  api.setRateLimits(false);
  expect((await slack.users.list({})).ok).toBe(true);
});
