import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";

/** A bare Bolt app: hears messages and one command, stores nothing, acknowledges. */
const {
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: slackApiUrl,
  PORT,
} = process.env;

const receiver = appToken
  ? new SocketModeReceiver({ appToken, logLevel: LogLevel.ERROR, installerOptions: { clientOptions: { slackApiUrl } } })
  : new HTTPReceiver({ signingSecret: signingSecret ?? "", port: Number(PORT), logLevel: LogLevel.ERROR });

const app = new App({
  receiver,
  token: process.env.SLACK_BOT_TOKEN,
  clientOptions: { slackApiUrl },
  logLevel: LogLevel.ERROR,
});
app.message(async () => undefined);
app.command("/incident", async ({ ack }) => ack());
await app.start(Number(PORT));
