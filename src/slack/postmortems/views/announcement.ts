import type { PostmortemNews } from "../../../core/postmortems/index.ts";
import { type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { controls, dueText, nameOf, type PostmortemModel, questionsText } from "./controls.ts";

export interface AnnouncementModel extends PostmortemModel {
  readonly news: PostmortemNews;
}

const NEWS: Readonly<Record<PostmortemNews, string>> = {
  drafted: "The post-mortem is drafted",
  in_review: "The post-mortem is ready for review",
  published: "The post-mortem is published",
};

/** Tells the channel what became of the post-mortem, with what can be done next. */
export function announcement(model: AnnouncementModel): Message {
  const text = mrkdwn`*${NEWS[model.news]}:* ${nameOf(model)}.${dueText(model)}${questionsText(model)}`;
  return message(text, [section(text), controls(model)]);
}
