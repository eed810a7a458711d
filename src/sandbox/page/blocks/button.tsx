import { useState } from "react";
import { textOf } from "../../delivery/json.ts";
import { plainText } from "../text/mrkdwn.tsx";
import { insideOf } from "../text/references.tsx";
import { Confirm, confirmOf } from "./confirm.tsx";
import type { ElementProps } from "./element-props.ts";
import { usePress } from "./surface.ts";
import { plainOf } from "./text-object.tsx";

export function Button({ element, blockId, actionId }: ElementProps) {
  const { isBusy, press } = usePress(blockId, actionId);
  const [isAsking, setAsking] = useState(false);
  const confirm = confirmOf(element);
  const url = textOf(element.url);
  const style = textOf(element.style) || "plain";
  const text = plainOf(element.text);
  const accessible = textOf(element.accessibility_label);
  const go = () => {
    setAsking(false);
    if (url) openLink(url);
    void press({});
  };
  return (
    <>
      <button
        type="button"
        className={`button button-${style}`}
        aria-label={accessible.includes(text) ? accessible : undefined}
        aria-busy={isBusy}
        onClick={() => (confirm ? setAsking(true) : go())}
      >
        {isBusy && <span className="spinner" aria-hidden="true" />}
        <span>{plainText(text)}</span>
      </button>
      {isAsking && confirm && <Confirm confirm={confirm} onYes={go} onNo={() => setAsking(false)} />}
    </>
  );
}

/** Links into this workspace open here, all others in a tab of their own. */
function openLink(url: string): void {
  const inside = insideOf(url);
  if (inside) inside();
  else if (/^https?:/i.test(url)) window.open(url, "_blank", "noreferrer");
}
