import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../../src/config/load-policy.ts";
import { filesWith } from "../../config/fake-files.ts";
import { afterTest } from "../../support/temporary-store.ts";
import { HOUR, MINUTE, startWorld, type World } from "../../support/world.ts";

const KEY = "0123456789abcdef0123";
const PAGE = "kctbh9vrtdwd";

interface RemoteIncident {
  readonly id: string;
  name: string;
  status: string;
  readonly metadata: unknown;
  readonly incident_updates: { status: string; body: string }[];
}

type Mood = "well" | "answers_503" | "takes_it_and_answers_503" | "refuses" | "limits";

/** As much of Statuspage's API as notices need, as strict as the real one. https://developer.statuspage.io/#tag/incidents */
async function statuspage() {
  const incidents: RemoteIncident[] = [];
  const components = new Map([
    ["hit-cmp", "operational"],
    ["find-cmp", "operational"],
  ]);
  const wrong: string[] = [];
  let mood: Mood = "well";
  let asked = 0;

  function take(method: string, path: string, body: Record<string, unknown>): [status: number, answer: unknown] {
    const base = `/v1/pages/${PAGE}/incidents`;
    if (!path.startsWith(base)) return [404, { error: "not found" }];
    const id = new URL(path, "http://here").pathname.slice(base.length + 1);
    const found = incidents.find((incident) => incident.id === id);
    if (method === "GET") return id ? [found ? 200 : 404, found ?? { error: "not found" }] : [200, incidents];
    const incident = body.incident as Record<string, unknown>;
    const states = (incident.components ?? {}) as Record<string, string>;
    for (const [name, state] of Object.entries(states)) {
      if (!components.has(name)) wrong.push(`there is no component ${name}`);
      components.set(name, state);
    }
    const update = { status: String(incident.status), body: String(incident.body) };
    if (method === "POST") {
      if (typeof incident.name !== "string") return [422, { error: ["Name can't be blank"] }];
      const fresh = {
        id: `r${incidents.length + 1}`,
        name: incident.name,
        status: update.status,
        metadata: incident.metadata,
      };
      incidents.push({ ...fresh, incident_updates: [update] });
      return [201, incidents.at(-1)];
    }
    if (method !== "PATCH" || !found) return [404, { error: "not found" }];
    Object.assign(found, { status: update.status, name: incident.name });
    found.incident_updates.push(update);
    return [200, found];
  }

  async function answer(request: IncomingMessage): Promise<[number, unknown]> {
    asked += 1;
    const text = (await buffer(request)).toString();
    if (request.headers.authorization !== `OAuth ${KEY}`) return [401, { error: "Could not authenticate" }];
    const isQuestion = request.method === "GET";
    if (mood === "answers_503") return [503, {}];
    if (mood === "limits") return [429, {}];
    if (mood === "refuses" && !isQuestion) return [422, { error: ["Component ids must be on the page"] }];
    const [status, body] = take(request.method ?? "", request.url ?? "", text ? JSON.parse(text) : {});
    return mood === "takes_it_and_answers_503" && !isQuestion ? [503, {}] : [status, body];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterTest(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1/`,
    incidents,
    components,
    wrong,
    asked: () => asked,
    feel(next: Mood) {
      mood = next;
    },
  };
}

const policy = loadPolicy(
  "/conf",
  filesWith({
    "services.yml":
      "payments: { name: payments, tier: 0, statusPage: { name: Payments, component: hit-cmp } }\nsearch: { name: search, tier: 2, statusPage: { name: Search, component: find-cmp } }\n",
  }),
);

async function started() {
  const remote = await statuspage();
  const world = await startWorld({ policy, config: { statuspage: { url: remote.url, key: KEY, pageId: PAGE } } });
  await world.person("dana").command("general", "/incident declare sev1 db-7 lost its disk");
  await world.settle();
  return { world, remote };
}

async function notice(world: World, status: string, text: string, number = 1): Promise<void> {
  const data = {
    ...{ template: `customers-${status}`, title: "Customer notice", audience: "customers", status },
    ...{ headline: number === 1 ? "Card payments fail" : "Search is slow", text },
    services: [number === 1 ? "payments" : "search"],
    ...{ channels: [], people: [], userGroups: [], overruled: [] },
  };
  await world.bot().ctx.ledger.record(number, () => [{ kind: "notice_sent", by: "person:U1", data }]);
  await world.settle();
}

const record = async (world: World) =>
  (await world.bot().store.entriesOf(1)).filter(({ kind }) => kind.startsWith("statuspage_")).map(({ kind }) => kind);

describe("notices to customers are sent on to Statuspage", () => {
  it("one incident there, with every notice as an update and its components as they are [COMM-3]", async () => {
    const { world, remote } = await started();
    await notice(world, "investigating", "Some card payments fail.");
    expect(remote.components.get("hit-cmp")).toBe("major_outage");
    await notice(world, "monitoring", "Payments work again; we are watching.");
    expect(remote.components.get("hit-cmp")).toBe("degraded_performance");
    await notice(world, "resolved", "All is well.");
    expect(remote.components.get("hit-cmp")).toBe("operational");
    expect(remote.incidents).toMatchObject([
      {
        name: "Card payments fail",
        status: "resolved",
        incident_updates: [
          { status: "investigating", body: "Some card payments fail." },
          { status: "monitoring", body: "Payments work again; we are watching." },
          { status: "resolved", body: "All is well." },
        ],
      },
    ]);
    expect(remote.wrong).toEqual([]);
    expect(JSON.stringify(remote.incidents)).not.toContain("db-7");
    expect(await record(world)).toEqual(["statuspage_told", "statuspage_told", "statuspage_told"]);
  });

  it.each<Mood>(["answers_503", "takes_it_and_answers_503", "limits"])(
    "once, though it %s for a while; and in the order in which they went out [COMM-3] [OPS-2]",
    async (mood) => {
      const { world, remote } = await started();
      remote.feel(mood);
      await notice(world, "investigating", "Some card payments fail.");
      await notice(world, "identified", "We found it.");
      await world.pass(5 * MINUTE);
      remote.feel("well");
      await world.pass(10 * MINUTE);
      expect(remote.incidents.map(({ incident_updates }) => incident_updates.map(({ status }) => status))).toEqual([
        ["investigating", "identified"],
      ]);
      expect(await world.verify()).toEqual([]);
    },
  );

  it("and when it will not have one, people are told to put it there by hand [COMM-3]", async () => {
    const { world, remote } = await started();
    remote.feel("refuses");
    await notice(world, "investigating", "Some card payments fail.");
    await world.pass(MINUTE);
    expect(await record(world)).toEqual(["statuspage_failed"]);
    expect(remote.asked()).toBe(1);
  });

  it("gives up after hours without an answer, with a word on the record [COMM-3]", async () => {
    const { world, remote } = await started();
    remote.feel("answers_503");
    await notice(world, "investigating", "Some card payments fail.");
    await world.pass(3 * HOUR);
    expect(await record(world)).toEqual(["statuspage_failed"]);
  });
});

describe("of an incident that is merged into another [COMM-3] [INC-6]", () => {
  async function twins() {
    const parts = await started();
    const { world } = parts;
    await world.person("kim").command("general", "/incident declare sev2 Search is slow");
    await world.settle();
    await notice(world, "investigating", "Search is slow for some of you.", 2);
    await world.pass(MINUTE);
    return { ...parts, dana: world.person("dana") };
  }
  const merge = async (world: World) => {
    await world.person("dana").command("inc-1-db-7-lost-its-disk", "/incident merge #2");
    await world.settle();
    await world.pass(MINUTE);
  };
  const said = (remote: Awaited<ReturnType<typeof statuspage>>) =>
    remote.incidents.map(({ status, incident_updates }) => [status, ...incident_updates.map(({ body }) => body)]);

  it("the incident there goes on with the survivor's notices and ends with its end, and none is begun beside it", async () => {
    const { world, remote } = await twins();
    await merge(world);
    expect(remote.incidents.map(({ status }) => status)).toEqual(["investigating"]);
    await notice(world, "identified", "One database is down.");
    await world.pass(MINUTE);
    expect(remote.components.get("find-cmp")).toBe("major_outage");
    await notice(world, "resolved", "All works again.");
    await world.pass(MINUTE);
    expect(said(remote)).toEqual([
      ["resolved", "Search is slow for some of you.", "One database is down.", "All works again."],
    ]);
    expect([...remote.components.values()]).toEqual(["operational", "operational"]);
    expect(await world.verify()).toEqual([]);
  });

  it("where both stood there, both hear of it and end together", async () => {
    const { world, remote } = await twins();
    await notice(world, "investigating", "Some card payments fail.");
    await world.pass(MINUTE);
    await merge(world);
    await notice(world, "resolved", "All works again.");
    await world.pass(MINUTE);
    expect(said(remote)).toEqual([
      ["resolved", "Search is slow for some of you.", "All works again."],
      ["resolved", "Some card payments fail.", "All works again."],
    ]);
  });

  it("taken back in time, each goes on by itself", async () => {
    const { world, remote, dana } = await twins();
    await merge(world);
    const undo = dana.finds("inc-1-db-7-lost-its-disk", "was merged into this incident");
    await dana.click(undo, "Undo the merge");
    await world.settle();
    await notice(world, "resolved", "All works again.");
    await world.pass(MINUTE);
    expect(said(remote)).toEqual([
      ["investigating", "Search is slow for some of you."],
      ["resolved", "All works again."],
    ]);
  });
});
