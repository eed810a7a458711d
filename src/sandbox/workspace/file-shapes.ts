import type { State } from "./state.ts";
import type { Canvas, SlackFile } from "./types.ts";

type Json = Record<string, unknown>;

/** A file as `files.info` shows it; its kind is unknown until Slack has processed it. */
export function fileJson(state: State, file: SlackFile): Json {
  const path = `${state.baseUrl}/files-pri/${state.team.id}-${file.id}`;
  const where = (kind: "public" | "private") =>
    file.shares.filter((share) => (state.channels.get(share.channelId)?.kind === "public") === (kind === "public"));
  const shares = (kind: "public" | "private") =>
    Object.fromEntries(where(kind).map((share) => [share.channelId, [{ ts: share.ts }]]));
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.ready ? file.mimetype : "",
    filetype: file.ready ? file.filetype : "",
    pretty_type: file.ready ? file.filetype.toUpperCase() : "",
    user: file.userId,
    user_team: state.team.id,
    editable: false,
    size: file.content.length,
    mode: "hosted",
    is_external: false,
    is_public: where("public").length > 0,
    alt_txt: file.altText,
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `${state.baseUrl}/files/${file.userId}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: where("public").map((share) => share.channelId),
    groups: where("private").map((share) => share.channelId),
    ims: [],
    shares: {
      ...(where("public").length ? { public: shares("public") } : {}),
      ...(where("private").length ? { private: shares("private") } : {}),
    },
    has_rich_preview: false,
  };
}

/** A canvas as `files.info` shows it. */
export function canvasJson(state: State, canvas: Canvas): Json {
  return {
    id: canvas.id,
    created: canvas.created,
    title: canvas.title,
    name: canvas.title,
    filetype: "quip",
    mimetype: "application/vnd.slack-docs",
    user: canvas.userId,
    permalink: `${state.baseUrl}/docs/${state.team.id}/${canvas.id}`,
    linked_channel_id: canvas.channelId,
  };
}
