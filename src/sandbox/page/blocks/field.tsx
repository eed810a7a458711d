import { optionsOf } from "../../delivery/elements.ts";
import { isJson, type Json, listOf, textOf } from "../../delivery/json.ts";
import { useMe } from "../session/use-page.ts";
import { localMoment, momentOf } from "../text/moments.ts";
import { plainText } from "../text/mrkdwn.tsx";
import type { ElementProps } from "./element-props.ts";
import { plainOf, TextObject } from "./text-object.tsx";
import { tellsOnCharacter, useFocusOnLoad, useValue } from "./value.ts";

/** Text, dates, boxes: what the browser has fields for. */
export function Field(props: ElementProps) {
  switch (props.element.type) {
    case "datepicker":
      return <Dated {...props} type="date" name="selected_date" />;
    case "timepicker":
      return <Dated {...props} type="time" name="selected_time" />;
    case "datetimepicker":
      return <Dated {...props} type="datetime-local" name="selected_date_time" />;
    case "checkboxes":
    case "radio_buttons":
      return <Boxes {...props} />;
    default:
      return <Typed {...props} />;
  }
}

const named = ({ id, label, describedBy, isInvalid }: ElementProps) => ({
  ...(id ? { id } : { "aria-label": label }),
  ...(describedBy ? { "aria-describedby": describedBy } : {}),
  ...(isInvalid ? { "aria-invalid": true } : {}),
});

function Typed(props: ElementProps) {
  const { element } = props;
  const { value, set } = useValue(props);
  const place = useFocusOnLoad<HTMLInputElement & HTMLTextAreaElement>(element);
  const isRich = element.type === "rich_text_input";
  const text = isRich ? richTextOf(value.rich_text_value) : textOf(value.value);
  const change = (typed: string, tell: boolean) =>
    set(isRich ? { rich_text_value: asRichText(typed) } : { value: typed === "" ? null : typed }, { tell });
  const common = {
    ...named(props),
    ref: place,
    className: "text-field",
    value: text,
    placeholder: plainOf(element.placeholder),
    onChange: ({ target }: { target: { value: string } }) => change(target.value, tellsOnCharacter(element)),
  };
  if (element.multiline === true || isRich) return <textarea rows={4} {...common} />;
  return (
    <input
      type="text"
      inputMode={element.type === "number_input" ? "decimal" : "text"}
      autoComplete="off"
      {...common}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !props.dispatches || tellsOnCharacter(element)) return;
        event.preventDefault();
        change(text, true);
      }}
    />
  );
}

function Dated(props: ElementProps & { type: "date" | "time" | "datetime-local"; name: string }) {
  const { type, name } = props;
  const tz = useMe()?.tz ?? "Etc/UTC";
  const { value, set } = useValue(props);
  const place = useFocusOnLoad<HTMLInputElement>(props.element);
  const held = value[name];
  const shown = typeof held === "number" ? localMoment(held, tz) : textOf(held);
  return (
    <div className="dated">
      <input
        {...named(props)}
        ref={place}
        type={type}
        className="text-field"
        value={shown}
        onChange={({ target }) => {
          const typed = target.value;
          const moment = type === "datetime-local" ? momentOf(typed, tz) : typed;
          set({ [name]: typed === "" ? null : moment });
        }}
      />
      {type === "datetime-local" && <span className="field-zone">{tz.replaceAll("_", " ")}</span>}
    </div>
  );
}

function Boxes(props: ElementProps) {
  const { element, blockId, actionId } = props;
  const { value, set } = useValue(props);
  const isMany = element.type === "checkboxes";
  const chosen = isMany ? listOf(value.selected_options) : [value.selected_option].filter(isJson);
  const isChosen = (option: Json) => chosen.some((one) => one.value === option.value);
  const toggle = (option: Json) => {
    if (!isMany) return set({ selected_option: option });
    const rest = chosen.filter((one) => one.value !== option.value);
    set({ selected_options: isChosen(option) ? rest : [...rest, option] });
  };
  const boxes = optionsOf(element).map((option) => (
    <label key={textOf(option.value)} className="box">
      <input
        type={isMany ? "checkbox" : "radio"}
        name={`${blockId} ${actionId}`}
        checked={isChosen(option)}
        onChange={() => toggle(option)}
      />
      <span>
        <OptionText text={option.text} />
        {isJson(option.description) && (
          <span className="box-note">
            <TextObject value={option.description} />
          </span>
        )}
      </span>
    </label>
  ));
  if (props.isInput) return <div className="boxes">{boxes}</div>;
  return (
    <div className="boxes" role="group" aria-label={props.label || "Options"}>
      {boxes}
    </div>
  );
}

const OptionText = ({ text }: { text: unknown }) =>
  isJson(text) && text.type === "mrkdwn" ? <TextObject value={text} /> : plainText(plainOf(text));

const asRichText = (typed: string): Json => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: typed }] }],
});

function richTextOf(value: unknown): string {
  if (!isJson(value)) return "";
  if (typeof value.text === "string") return value.text;
  return listOf(value.elements).map(richTextOf).join("");
}
