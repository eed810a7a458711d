import type { Service } from "../../../config/index.ts";
import { bold, context, joinMrkdwn, type Message, type Mrkdwn, message, mrkdwn, section } from "../../kit/index.ts";
import { TIER_WORDS } from "./service-card.ts";

export interface ListedService {
  readonly service: Service;
  /** Open incidents that hit it, as far as the reader may know of them. */
  readonly open: number;
}

/** More would not fit beside the words around them. */
const MOST_LISTED = 60;

/** The catalog by tiers, the most important first. */
export function serviceList(all: readonly ListedService[]): Message {
  const shown = [...all].sort((a, b) => a.service.tier - b.service.tier).slice(0, MOST_LISTED);
  const tiers = TIER_WORDS.flatMap((word, tier) => {
    const lines = shown.filter(({ service }) => service.tier === tier).map(line);
    return lines.length > 0 ? [joinMrkdwn([bold(`Tier ${tier}, ${word}`), ...lines], "\n")] : [];
  });
  const left = all.length - shown.length;
  const how = mrkdwn`${left > 0 ? `${left} more are not shown. ` : ""}\`/incident service NAME\` tells more of one.`;
  return message(joinMrkdwn([...tiers, how], "\n"), [...tiers.map((tier) => section(tier)), context([how])]);
}

function line({ service, open }: ListedService): Mrkdwn {
  const trouble = open === 0 ? mrkdwn`` : mrkdwn` · :rotating_light: ${open} open`;
  return mrkdwn`• ${service.name}${trouble}`;
}

const EXAMPLE = mrkdwn`\`\`\`checkout:
  name: Checkout
  tier: 1            # 0 foundation, 1 core, 2 feature, 3 auxiliary
  owners: { people: [U0123ABCD], userGroups: [S0123ABCD] }
  dependsOn: [payments]
payments:
  name: Payments
  tier: 0\`\`\``;

/** How to begin a catalog. */
export function noServices(): Message {
  const why = mrkdwn`There is no catalog of services yet. With one I say how far an outage reaches, let the owners and whoever is on call into the channel, and complete the names in forms.`;
  const how = mrkdwn`Whoever runs me puts a file \`services.yml\` into the folder that \`CONFIG_DIR\` names, such as:`;
  const then = mrkdwn`It is in force as soon as it is saved; \`npx sitrep validate\` checks it before.`;
  return message(joinMrkdwn([why, how, EXAMPLE, then], "\n"), [
    section(why),
    section(joinMrkdwn([how, EXAMPLE], "\n")),
    context([then]),
  ]);
}
