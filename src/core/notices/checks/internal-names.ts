import { holderOf } from "../../roles/index.ts";
import { type CheckedText, type Find, literally, matches } from "./finding.ts";

const HOSTS =
  /(?<![\w.@/-])(?:(?:[a-z0-9-]+\.)+(?:internal|local|lan|corp|intra|svc|cluster|compute)(?:\.[a-z0-9-]+)*|[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{1,4}[a-z]?|ip-\d+-\d+-\d+-\d+)(?![\w-])/gi;
const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d+)?(?![\d.])/g;
const IPV6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?::[0-9a-f]{1,4})*(?![\w:])/gi;
const HANDLES = /(?<![\w.])@[\p{L}\w]+(?:[.-][\p{L}\w]+)*|\b[UW][A-Z0-9]{8,}\b/gu;
const CHANNELS = /(?<![\w&])#[\p{L}][\p{L}\p{N}_-]*/gu;
const NUMBERS = /(?<![\w&])(?:(?:incident|inc)[ -]?#?\d+|#\d+)\b/gi;

/** What reads like the name of a host and is none. */
const NO_HOST = /^(?:sev|covid|utf|iso|tls|http|mp|a|b)-?\d/i;

const wordIn = (text: string, word: string): string | undefined =>
  new RegExp(`(?<![\\p{L}\\p{N}_-])${literally(word)}(?![\\p{L}\\p{N}_-])`, "iu").exec(text)?.[0];

/** Keys, names and other words of the catalog, but those that customers use. */
function services({ text, record: { policy } }: CheckedText) {
  const isPublic = new Set(policy.services.flatMap(({ statusPage }) => statusPage?.name.toLowerCase() ?? []));
  return policy.services.flatMap(({ id, name, aliases, statusPage }) =>
    [...new Set([id, name, ...aliases])].flatMap((word) => {
      const words = isPublic.has(word.toLowerCase()) ? undefined : wordIn(text, word);
      if (words === undefined) return [];
      const instead = statusPage
        ? `write “${statusPage.name}”`
        : "customers have no name for it; say what they cannot do";
      return [{ words, advice: `this is what we call a service: ${instead}` }];
    }),
  );
}

/** Names of those who are in the incident, as the record has them. */
function people({ text, record: { incident, policy, nameOf } }: CheckedText) {
  const holders = policy.roles.flatMap(({ id }) => holderOf(incident, id) ?? []);
  const userIds = [...new Set([...holders, ...incident.facts.invited, ...incident.timeline.members])];
  return userIds.flatMap((userId) => {
    const name = nameOf(userId);
    const words = name === userId ? undefined : wordIn(text, name);
    return words === undefined ? [] : [{ words, advice: "customers need no name of ours: write “we”" }];
  });
}

function channel({ text, record: { incident } }: CheckedText) {
  const name = incident.facts.channel?.name;
  const words = name === undefined ? undefined : wordIn(text, name);
  return words === undefined ? [] : [{ words, advice: "customers cannot read this channel: take it out" }];
}

/** What only we call so: services, hosts, addresses, people, channels, numbers of incidents. */
export const findInternalNames: Find = (checked) => {
  const { text } = checked;
  return [
    ...services(checked),
    ...matches(text, HOSTS, "this looks like the name of a machine: say what customers cannot do").filter(
      ({ words }) => !NO_HOST.test(words),
    ),
    ...[IPV4, IPV6].flatMap((pattern) => matches(text, pattern, "this is an address of ours: take it out")),
    ...people(checked),
    ...matches(text, HANDLES, "customers need no name of ours: write “we”"),
    ...channel(checked),
    ...matches(text, CHANNELS, "customers cannot read this channel: take it out"),
    ...matches(text, NUMBERS, "our numbers say nothing to customers: take it out"),
  ];
};
