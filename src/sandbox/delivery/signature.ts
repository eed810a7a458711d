import { createHmac } from "node:crypto";

/** The headers with which Slack signs a request body (scheme `v0`); `atMs` becomes the timestamp in whole seconds. */
export function signatureHeaders(signingSecret: string, atMs: number, body: string): Record<string, string> {
  const timestamp = Math.floor(atMs / 1000);
  const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(timestamp), "x-slack-signature": `v0=${digest}` };
}
