import { isChannelId, type Service } from "../../../config/index.ts";
import { type BlastRadius, blastWords } from "../../../core/services/index.ts";
import {
  bold,
  channelLink,
  groupMention,
  joinMrkdwn,
  link,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";

export interface OpenAtService {
  readonly id: number;
  readonly title: string;
  readonly severityLabel: string;
  readonly channelId: string | undefined;
}

export interface ServiceCardModel {
  readonly service: Service;
  readonly dependencies: readonly Service[];
  readonly radius: BlastRadius;
  /** Of the rotation on call for it, if it has one. */
  readonly onCall: { readonly rotation: string; readonly primary?: string; readonly secondary?: string } | undefined;
  /** Open incidents that the reader may know of. */
  readonly open: readonly OpenAtService[];
}

export const TIER_WORDS = ["foundation", "core", "feature", "auxiliary"] as const;

/** Everything that the catalog and the record know of one service. */
export function serviceCard(model: ServiceCardModel): Message {
  const { service } = model;
  const head = mrkdwn`${bold(service.name)} · tier ${service.tier} (${TIER_WORDS[service.tier]})`;
  const intro = service.description ? joinMrkdwn([head, service.description], "\n") : head;
  const parts = [intro, people(model), surroundings(model), openIncidents(model), papers(service)].filter(
    (part) => part !== undefined,
  );
  return message(
    joinMrkdwn(parts, "\n"),
    parts.map((part) => section(part)),
  );
}

function people({ service, onCall }: ServiceCardModel): Mrkdwn {
  const { owners, channel } = service;
  const named = [...owners.people.map(userMention), ...owners.userGroups.map(groupMention)];
  const owned = named.length > 0 ? joinMrkdwn(named, ", ") : mrkdwn`nobody is named`;
  return joinMrkdwn(
    [mrkdwn`*Owners:* ${owned}`, duty(onCall), ...(channel ? [mrkdwn`*Channel:* ${channelName(channel)}`] : [])],
    "\n",
  );
}

function duty(onCall: ServiceCardModel["onCall"]): Mrkdwn {
  if (!onCall) return mrkdwn`*On call:* it has no rotation`;
  const { rotation, primary, secondary } = onCall;
  if (primary === undefined) return mrkdwn`*On call now:* nobody (${rotation})`;
  const backup = secondary === undefined ? mrkdwn`` : mrkdwn`, then ${userMention(secondary)}`;
  return mrkdwn`*On call now:* ${userMention(primary)}${backup} (${rotation})`;
}

function surroundings({ service, dependencies, radius }: ServiceCardModel): Mrkdwn {
  const reached = [...radius.direct, ...radius.through];
  const names = (services: readonly Service[]) => services.map(({ name }) => name).join(", ");
  return joinMrkdwn(
    [
      mrkdwn`*Needs:* ${dependencies.length > 0 ? names(dependencies) : "nothing in the catalog"}`,
      mrkdwn`*Blast radius:* ${blastWords(radius) ?? service.name}`,
      ...(reached.length > 0 ? [mrkdwn`*Reached then:* ${names(reached)}`] : []),
    ],
    "\n",
  );
}

function openIncidents({ open }: ServiceCardModel): Mrkdwn {
  if (open.length === 0) return mrkdwn`*Open incidents:* none`;
  const lines = open.map(({ id, title, severityLabel, channelId }) => {
    const place = channelId === undefined ? mrkdwn`` : mrkdwn` ${channelLink(channelId)}`;
    return mrkdwn`• ${severityLabel} #${id} ${title}${place}`;
  });
  return joinMrkdwn([mrkdwn`*Open incidents:*`, ...lines], "\n");
}

function papers({ runbooks, links, objectives }: Service): Mrkdwn | undefined {
  const linked = (all: Service["links"]) =>
    joinMrkdwn(
      all.map(({ title, url }) => link(url, title)),
      ", ",
    );
  const lines = [
    ...(runbooks.length > 0 ? [mrkdwn`*Runbooks:* ${linked(runbooks)}`] : []),
    ...(links.length > 0 ? [mrkdwn`*Links:* ${linked(links)}`] : []),
    ...(objectives.length > 0 ? [mrkdwn`*Objectives:* ${objectives.join("; ")}`] : []),
  ];
  return lines.length > 0 ? joinMrkdwn(lines, "\n") : undefined;
}

const channelName = (channel: string): Mrkdwn => (isChannelId(channel) ? channelLink(channel) : mrkdwn`#${channel}`);
