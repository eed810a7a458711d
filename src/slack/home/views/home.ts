import type { HomeView, KnownBlock } from "@slack/types";
import type { ActionItem } from "../../../core/postmortems/index.ts";
import { type ApprovalModel, waitingSection } from "../../approvals/index.ts";
import {
  actions,
  button,
  channelLink,
  context,
  date,
  divider,
  header,
  home,
  joinMrkdwn,
  LIMITS,
  type Mrkdwn,
  mrkdwn,
  section,
} from "../../kit/index.ts";
import { type OnCallModel, onCallSection, type Unable } from "../../oncall/index.ts";
import { postmortemIds } from "../../postmortems/index.ts";
import { declareButton } from "../ids.ts";
import { type DoingModel, doingSection } from "./doing.ts";

export interface HomeIncident {
  readonly id: number;
  readonly title: string;
  readonly severityLabel: string;
  readonly emoji: string | undefined;
  readonly stage: string;
  readonly channelId: string | undefined;
  readonly isPrivate: boolean;
  readonly isDrill: boolean;
  /** What the person does in it. */
  readonly roles: readonly string[];
  readonly declaredAt: number;
}

export interface OwnAction {
  readonly incidentId: number;
  readonly action: ActionItem;
}

export interface HomeModel {
  /** Open ones that the person is in. */
  readonly mine: readonly HomeIncident[];
  /** Open ones that anybody may see. */
  readonly others: readonly HomeIncident[];
  /** How many there are beyond these, of which a Home only tells the number. */
  readonly othersBeyond?: number;
  readonly actions: readonly OwnAction[];
  /** What waits for the person's yes or no. */
  readonly approvals: readonly ApprovalModel[];
  /** Who is on call now, and who of them cannot be. */
  readonly onCall?: { readonly now: OnCallModel; readonly unable: Unable };
  /** How the bot itself is doing; for who operates it. */
  readonly doing?: DoingModel | undefined;
}

/** A Home has a hundred blocks; these leave room for the words around them. */
export const MOST = { incidents: 25, actions: 25 } as const;

/** What concerns a person now: their incidents, their roles, their action items, and a button to declare. */
export function homeView(model: HomeModel): HomeView {
  const { mine: own, others: rest, actions: todo, approvals } = model;
  const isEmpty = own.length + rest.length + todo.length + approvals.length === 0;
  const end = [divider(), context([HELP]), ...(model.doing ? [divider(), ...doingSection(model.doing)] : [])];
  const body = [
    header("Incidents"),
    actions([button({ text: "Declare incident", actionId: declareButton.build({}), style: "danger" })]),
    ...(isEmpty ? teaching : [...waitingSection(approvals), ...mine(model), ...ownActions(model)]),
    ...(model.onCall ? onCallSection(model.onCall.now, model.onCall.unable) : []),
    ...(isEmpty ? [] : others(model)),
  ];
  return home([...shortened(body, LIMITS.view.blocks - end.length), ...end]);
}

/** Of a body that is too long for a Home, the first blocks. */
const shortened = (body: readonly KnownBlock[], most: number): readonly KnownBlock[] =>
  body.length <= most ? body : [...body.slice(0, most - 1), context([mrkdwn`Further ones: \`/incident list\``])];

const HELP = mrkdwn`\`/incident\` declares from anywhere and opens the controls in an incident's channel; \`/incident help\` lists every command.`;

const teaching: readonly KnownBlock[] = [
  section(mrkdwn`*All is quiet.* Nothing is open, and nothing waits for you.`),
  section(
    mrkdwn`When something breaks:\n1. Declare it here, with \`/incident\`, or from the menu of any message. Title and severity are enough.\n2. I open a channel, call the right people and keep the record: just talk there.\n3. Mark what matters with a reaction, such as :pushpin: for a key event or :fast_forward: for a follow-up.\n4. When it is over, resolve it, and the post-mortem is drafted from the record.`,
  ),
  context([mrkdwn`Your incidents, your roles and your action items will stand here.`]),
];

const mine = ({ mine: incidents }: HomeModel): KnownBlock[] => [
  section(mrkdwn`*Your incidents and roles*`),
  ...(incidents.length > 0 ? listed(incidents) : [context([mrkdwn`You are in no open incident.`])]),
];

const others = ({ others: incidents, othersBeyond }: HomeModel): KnownBlock[] =>
  incidents.length > 0 ? [section(mrkdwn`*Also open*`), ...listed(incidents, othersBeyond)] : [];

function listed(incidents: readonly HomeIncident[], beyond = 0): KnownBlock[] {
  const left = incidents.length + beyond - MOST.incidents;
  const more = left > 0 ? [context([mrkdwn`${left} more: \`/incident list\``])] : [];
  return [...incidents.slice(0, MOST.incidents).map((incident) => section(line(incident))), ...more];
}

function line(incident: HomeIncident): Mrkdwn {
  const { id, title, severityLabel, stage, channelId, isPrivate, isDrill, roles, declaredAt } = incident;
  const lock = isPrivate ? mrkdwn`:lock: ` : mrkdwn``;
  const drill = isDrill ? mrkdwn`Drill ` : mrkdwn``;
  const head = mrkdwn`${emojiOf(incident)}*${severityLabel}* ${lock}${drill}*#${id} ${title}*`;
  const parts = [
    mrkdwn`${stage}`,
    mrkdwn`since ${date(declaredAt, "dateTime")}`,
    ...(channelId ? [channelLink(channelId)] : []),
    ...(roles.length > 0 ? [mrkdwn`you are *${roles.join(", ")}*`] : []),
  ];
  return mrkdwn`${head}\n${joinMrkdwn(parts, "  ·  ")}`;
}

const emojiOf = ({ emoji }: HomeIncident): Mrkdwn => (emoji ? mrkdwn`:${emoji}: ` : mrkdwn``);

function ownActions({ actions: own }: HomeModel): KnownBlock[] {
  if (own.length === 0) return [];
  const left = own.length - MOST.actions;
  return [
    section(mrkdwn`*Your action items*`),
    ...own.slice(0, MOST.actions).map(actionBlock),
    ...(left > 0 ? [context([mrkdwn`${left} more in their incidents: \`/incident action\``])] : []),
  ];
}

function actionBlock({ incidentId, action }: OwnAction): KnownBlock {
  const due = action.dueAt === undefined ? mrkdwn`_no date_` : mrkdwn`due ${date(action.dueAt, "date")}`;
  const done = button({
    text: "Done",
    actionId: postmortemIds.finishAction.build({ incidentId, id: action.id }),
    label: `Done: ${action.text}`,
  });
  return section(mrkdwn`${action.text}\n#${incidentId}  ·  ${due}`, { accessory: done });
}
