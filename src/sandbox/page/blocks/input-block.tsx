import { useId } from "react";
import { isJson, type Json, textOf } from "../../delivery/json.ts";
import { plainText } from "../text/mrkdwn.tsx";
import { Choice } from "./choice.tsx";
import type { ElementProps } from "./element-props.ts";
import { Field } from "./field.tsx";
import { useSurface } from "./surface.ts";
import { plainOf } from "./text-object.tsx";

const SELECT = /_select$/;
const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/** A field of a form: label, element, hint, and the sentence under it when it was refused. */
export function InputBlock({ block, blockId }: { block: Json; blockId: string }) {
  const id = useId();
  const { errors } = useSurface();
  const element = isJson(block.element) ? block.element : {};
  const type = textOf(element.type);
  const error = errors[blockId];
  const hint = plainOf(block.hint);
  const label = plainOf(block.label);
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const props: ElementProps = {
    ...{ element, blockId, actionId: textOf(element.action_id) || `${blockId}-0`, label, id },
    ...(describedBy ? { describedBy } : {}),
    ...{ isInvalid: error !== undefined, dispatches: block.dispatch_action === true, isInput: true },
  };
  const caption = (
    <>
      {plainText(label)}
      {block.optional === true && <span className="optional"> (optional)</span>}
    </>
  );
  const notes = (
    <>
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {plainText(hint)}
        </p>
      )}
    </>
  );
  if (GROUPS.has(type)) {
    return (
      <fieldset className={`field ${error ? "field-refused" : ""}`} aria-describedby={describedBy || undefined}>
        <legend>{caption}</legend>
        <Field {...props} />
        {notes}
      </fieldset>
    );
  }
  return (
    <div className={`field ${error ? "field-refused" : ""}`}>
      <label htmlFor={id} id={`${id}-label`}>
        {caption}
      </label>
      {SELECT.test(type) ? <Choice {...props} /> : <Field {...props} />}
      {notes}
    </div>
  );
}
