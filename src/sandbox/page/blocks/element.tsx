import { type Json, textOf } from "../../delivery/json.ts";
import { Button } from "./button.tsx";
import { Choice } from "./choice.tsx";
import type { ElementProps } from "./element-props.ts";
import { Field } from "./field.tsx";
import { FeedbackButtons, Overflow } from "./overflow.tsx";

const BUTTONS = new Set(["button", "workflow_button", "icon_button"]);
const FIELDS = new Set([
  ...["plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"],
  ...["datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"],
]);

interface Props {
  readonly element: Json;
  readonly blockId: string;
  readonly order: number;
  readonly label: string;
}

/** An element beside a section or in a row of actions. */
export function ElementView({ element, blockId, order, label }: Props) {
  const type = textOf(element.type);
  // Slack gives an element without an action_id one of its own.
  const actionId = textOf(element.action_id) || `${blockId}-${order}`;
  const props: ElementProps = { element, blockId, actionId, label, dispatches: true };
  if (type === "image") {
    return <img className="accessory-image" src={textOf(element.image_url)} alt={textOf(element.alt_text)} />;
  }
  if (BUTTONS.has(type)) return <Button {...props} />;
  if (type === "overflow") return <Overflow {...props} />;
  if (type === "feedback_buttons") return <FeedbackButtons {...props} />;
  return FIELDS.has(type) ? <Field {...props} /> : <Choice {...props} />;
}
