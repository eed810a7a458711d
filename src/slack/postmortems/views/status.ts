import { STATE_LABELS } from "../../../core/postmortems/index.ts";
import { type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { controls, dueText, nameOf, type PostmortemModel, questionsText } from "./controls.ts";

/** Where the post-mortem stands, for who asked. */
export function statusMessage(model: PostmortemModel): Message {
  const name = nameOf(model);
  const text = mrkdwn`*Post-mortem of* ${name}: *${STATE_LABELS[model.state]}*.${dueText(model)}${questionsText(model)}`;
  return message(text, [section(text), controls(model)]);
}
