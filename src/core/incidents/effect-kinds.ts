import { type Effect, PRIORITY } from "../ledger/index.ts";

type Nothing = Record<string, never>;

export type IncidentEffect =
  /** `declaredAt` tells our own channel from one of the same name. */
  | Effect<"open_channel", { readonly name: string; readonly isPrivate: boolean; readonly declaredAt: number }>
  /** What happened in a channel before it was known for the incident's own. */
  | Effect<"read_channel", Nothing>
  | Effect<"invite_people", { readonly userIds: readonly string[] }>
  /** Whoever is in it when it is carried out. */
  | Effect<"invite_group", { readonly groupId: string }>
  /** Live. */
  | Effect<"set_topic", Nothing>
  | Effect<"set_purpose", { readonly declaredAt: number }>
  | Effect<"post_checklist", Nothing>
  | Effect<"add_bookmark", { readonly title: string; readonly url: string }>
  /** Why a private incident could not go on, to whoever declared it. */
  | Effect<"tell_channel_refused", { readonly userId: string; readonly reason: string }>
  | Effect<"tell_not_invited", { readonly failed: readonly { readonly userId: string; readonly why: string }[] }>
  | Effect<"warn_archive", { readonly archiveAt: number }>
  | Effect<"archive_channel", Nothing>
  | Effect<"unarchive_channel", Nothing>;

/** Lets people into the incident's channel; `seq` is that of the entry because of which. */
export const invitation = (incidentId: number, seq: number, userIds: readonly string[]): IncidentEffect => ({
  key: `${incidentId}/${seq}/invite/${userIds.join("+")}`,
  kind: "invite_people",
  lane: `${incidentId}/invite`,
  priority: PRIORITY.page,
  data: { userIds },
});
