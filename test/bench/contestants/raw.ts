import { WebSocket } from "ws";
import { z } from "zod";

const Opened = z.object({ url: z.string() });

/** The least that Socket Mode asks for: reads the envelope's id and sends it back. */
const answer = await fetch(`${process.env.SLACK_API_URL}apps.connections.open`, {
  method: "POST",
  headers: { authorization: `Bearer ${process.env.SLACK_APP_TOKEN}` },
});
const { url } = Opened.parse(await answer.json());
const link = new WebSocket(url, { perMessageDeflate: false });
link.on("message", (data) => {
  const { envelope_id: id } = JSON.parse(String(data));
  if (id) link.send(`{"envelope_id":"${id}"}`);
});
