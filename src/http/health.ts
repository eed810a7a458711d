import { type Answer, json, type Route } from "./serving/route.ts";

/** What the bot can say of itself to whoever watches over it. */
export interface Health {
  /** Whether Slack can reach the bot. */
  isConnected(): boolean;
  /** Deeds that wait to be done in Slack. */
  backlog(): Promise<number>;
  /** False while changed configuration files were refused, and the former ones still hold. */
  isConfigurationSound(): boolean;
}

/** `/healthz`: the process lives and its database answers. `/readyz`: Slack can reach it. */
export const healthRoute = (health: Health): Route => ({
  hint: "/healthz or /readyz",
  answer({ url }) {
    if (url.pathname === "/healthz") return healthz(health);
    if (url.pathname === "/readyz") return readyz(health);
    return undefined;
  },
});

async function healthz(health: Health): Promise<Answer> {
  try {
    const configuration = health.isConfigurationSound() ? "sound" : "refused";
    return json(200, { ok: true, backlog: await health.backlog(), configuration });
  } catch {
    return json(503, { ok: false, reason: "the database does not answer" });
  }
}

const readyz = (health: Health): Answer =>
  health.isConnected() ? json(200, { ok: true }) : json(503, { ok: false, reason: "not connected to Slack" });
