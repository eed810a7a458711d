import { MoreHorizontal, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { optionsOf } from "../../delivery/elements.ts";
import { isJson, type Json, textOf } from "../../delivery/json.ts";
import { Menu } from "../frame/menu.tsx";
import { plainText } from "../text/mrkdwn.tsx";
import { Confirm, confirmOf } from "./confirm.tsx";
import type { ElementProps } from "./element-props.ts";
import { usePress } from "./surface.ts";
import { plainOf } from "./text-object.tsx";

/** "…": a menu of options. */
export function Overflow({ element, blockId, actionId }: ElementProps) {
  const { isBusy, press } = usePress(blockId, actionId);
  const [asked, setAsked] = useState<Json>();
  const confirm = confirmOf(element);
  const choose = (option: Json) => {
    setAsked(undefined);
    const url = textOf(option.url);
    if (/^https?:/i.test(url)) window.open(url, "_blank", "noreferrer");
    void press({ selected_option: option });
  };
  const items = optionsOf(element).map((option, index) => ({
    key: `${index} ${textOf(option.value)}`,
    content: plainText(plainOf(option.text)),
    run: () => (confirm ? setAsked(option) : choose(option)),
  }));
  return (
    <>
      <Menu label="More actions" className="button button-plain button-overflow" isBusy={isBusy} items={items}>
        <MoreHorizontal size={16} aria-hidden />
      </Menu>
      {asked && confirm && <Confirm confirm={confirm} onYes={() => choose(asked)} onNo={() => setAsked(undefined)} />}
    </>
  );
}

/** Thumbs up and down under an answer. */
export function FeedbackButtons({ element, blockId, actionId }: ElementProps) {
  const { isBusy, press } = usePress(blockId, actionId);
  const button = (given: unknown, icon: React.ReactNode) =>
    isJson(given) && (
      <button
        type="button"
        className="icon-button"
        disabled={isBusy}
        aria-label={textOf(given.accessibility_label) || plainOf(given.text)}
        title={plainOf(given.text)}
        onClick={() => void press({ value: textOf(given.value), text: given.text })}
      >
        {icon}
      </button>
    );
  return (
    <>
      {button(element.positive_button, <ThumbsUp size={16} aria-hidden />)}
      {button(element.negative_button, <ThumbsDown size={16} aria-hidden />)}
    </>
  );
}
