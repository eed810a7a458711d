/** The address that Slack itself gives a message; undefined while the workspace's own is not known. */
export function permalinkOf(teamUrl: string, channelId: string, ts: string, threadTs?: string): string | undefined {
  const channel = channelAddress(teamUrl, channelId);
  if (channel === undefined) return undefined;
  const address = `${channel}/p${ts.replace(".", "")}`;
  return threadTs && threadTs !== ts ? `${address}?thread_ts=${threadTs}&cid=${channelId}` : address;
}

/** The address of a channel; undefined while the workspace's own is not known. */
export const channelAddress = (teamUrl: string, channelId: string): string | undefined =>
  /^https?:\/\//.test(teamUrl) ? `${teamUrl.replace(/\/$/, "")}/archives/${channelId}` : undefined;
