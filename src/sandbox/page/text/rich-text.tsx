import { Fragment, type ReactNode } from "react";
import { isJson, type Json, listOf, textOf } from "../../delivery/json.ts";
import { Emoji } from "./emoji-sign.tsx";
import { inline } from "./mrkdwn.tsx";
import { BroadcastReference, ChannelReference, GroupReference, Link, Moment, PersonReference } from "./references.tsx";

/** A `rich_text` block. What a person typed (`isTyped`) is drawn as Slack's composer would have formatted it. */
export function RichText({ node, isTyped = false }: { node: Json; isTyped?: boolean }) {
  return (
    <div className="rich-text">
      {listOf(node.elements).map((element, index) => (
        <Part key={`${index} ${textOf(element.type)}`} element={element} isTyped={isTyped} />
      ))}
    </div>
  );
}

function Part({ element, isTyped }: { element: Json; isTyped: boolean }) {
  const content = <Pieces elements={listOf(element.elements)} isTyped={isTyped} />;
  switch (element.type) {
    case "rich_text_list":
      return <List element={element} isTyped={isTyped} />;
    case "rich_text_quote":
      return <blockquote>{content}</blockquote>;
    case "rich_text_preformatted":
      return <pre>{content}</pre>;
    default:
      return <div className="rich-line">{content}</div>;
  }
}

function List({ element, isTyped }: { element: Json; isTyped: boolean }) {
  const items = listOf(element.elements).map((item, index) => (
    <li key={`${index} ${textOf(item.type)}`}>
      <Pieces elements={listOf(item.elements)} isTyped={isTyped} />
    </li>
  ));
  const depth = { marginInlineStart: `${Number(element.indent ?? 0) * 1.5}rem` };
  const start = Number(element.offset ?? 0) + 1;
  if (element.style !== "ordered") return <ul style={depth}>{items}</ul>;
  return (
    <ol style={depth} start={start}>
      {items}
    </ol>
  );
}

function Pieces({ elements, isTyped }: { elements: readonly Json[]; isTyped: boolean }) {
  return elements.map((element, index) => (
    <Fragment key={`${index} ${textOf(element.type)}`}>{styled(piece(element, isTyped), element.style)}</Fragment>
  ));
}

function piece(element: Json, isTyped: boolean): ReactNode {
  switch (element.type) {
    case "text": {
      const text = textOf(element.text);
      return isTyped ? inline(text, { isTyped }) : text;
    }
    case "user":
      return <PersonReference id={textOf(element.user_id)} />;
    case "channel":
      return <ChannelReference id={textOf(element.channel_id)} />;
    case "usergroup":
      return <GroupReference id={textOf(element.usergroup_id)} />;
    case "broadcast":
      return <BroadcastReference range={textOf(element.range)} />;
    case "emoji":
      return <Emoji name={textOf(element.name)} />;
    case "link":
      return <Link href={textOf(element.url)}>{textOf(element.text) || textOf(element.url)}</Link>;
    case "date":
      return <Moment seconds={Number(element.timestamp)} template={textOf(element.format)} />;
    case "color":
      return <code>{textOf(element.value)}</code>;
    default:
      return <Pieces elements={listOf(element.elements)} isTyped={isTyped} />;
  }
}

function styled(content: ReactNode, style: unknown): ReactNode {
  if (!isJson(style)) return content;
  let shown = content;
  if (style.code) shown = <code>{shown}</code>;
  if (style.bold) shown = <b>{shown}</b>;
  if (style.italic) shown = <i>{shown}</i>;
  if (style.strike) shown = <s>{shown}</s>;
  if (style.underline) shown = <u>{shown}</u>;
  return shown;
}
