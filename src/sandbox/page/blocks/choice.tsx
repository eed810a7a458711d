import { useEffect, useState } from "react";
import { isJson, type Json, listOf, textOf } from "../../delivery/json.ts";
import { store, usePage } from "../session/use-page.ts";
import type { ElementProps } from "./element-props.ts";
import { Picker, type PickerOption } from "./picker.tsx";
import { useSurface } from "./surface.ts";
import { plainOf } from "./text-object.tsx";
import { useFocusOnLoad, useValue } from "./value.ts";

/** How a select's kind names its value in Slack's payloads. */
const KINDS: Readonly<Record<string, { one: string; many: string }>> = {
  static: { one: "selected_option", many: "selected_options" },
  external: { one: "selected_option", many: "selected_options" },
  users: { one: "selected_user", many: "selected_users" },
  conversations: { one: "selected_conversation", many: "selected_conversations" },
  channels: { one: "selected_channel", many: "selected_channels" },
};

/** Every select of Slack: of options, people, channels, or what the app offers for what is typed. */
export function Choice(props: ElementProps) {
  const { element, label } = props;
  const type = textOf(element.type);
  const isMany = type.startsWith("multi_");
  const kind = type.replace(/^multi_/, "").replace(/_select$/, "");
  const names = KINDS[kind] ?? { one: "selected_option", many: "selected_options" };
  const { value, set, isBusy } = useValue(props);
  const [query, setQuery] = useState("");
  const offered = useOffered(kind, props, query);
  const place = useFocusOnLoad<HTMLButtonElement>(element);
  const held = isMany ? value[names.many] : value[names.one];
  const chosen = (Array.isArray(held) ? held : held ? [held] : []).map((one) => chosenOption(one, offered.options));
  const most = typeof element.max_selected_items === "number" ? element.max_selected_items : Number.POSITIVE_INFINITY;
  return (
    <Picker
      {...props}
      ref={place}
      label={label || plainOf(element.placeholder)}
      placeholder={plainOf(element.placeholder) || "Choose"}
      options={offered.options}
      chosen={chosen}
      isMany={isMany}
      isBusy={isBusy}
      isLoading={offered.isLoading}
      emptyText={offered.emptyText}
      onQuery={setQuery}
      onChoose={(options) => {
        const values = options.slice(0, most).map(({ payload }) => payload);
        set(isMany ? { [names.many]: values } : { [names.one]: values[0] ?? null });
      }}
    />
  );
}

interface Offered {
  readonly options: readonly PickerOption[];
  readonly isLoading: boolean;
  readonly emptyText: string;
}

function useOffered(kind: string, props: ElementProps, query: string): Offered {
  const people = usePage((state) => state.people);
  const channels = usePage((state) => state.channels);
  const external = useExternal(kind === "external", props, query);
  if (kind === "external") return external;
  const found = (options: readonly PickerOption[]): Offered => ({ options, isLoading: false, emptyText: "No matches" });
  if (kind === "users") {
    const active = [...people.values()].filter(({ deleted, isBot }) => !deleted && !isBot);
    return found(
      active.map(({ id, displayName, realName }) => ({ key: id, text: displayName, note: realName, payload: id })),
    );
  }
  if (kind === "channels" || kind === "conversations") {
    const named = [...channels.values()].filter(({ name, archived }) => name !== "" && !archived);
    const fitting = named.filter((channel) => kind === "conversations" || channel.kind === "public");
    return found(
      fitting.map(({ id, name, kind: sort }) => ({
        key: id,
        text: `${sort === "private" ? "🔒 " : "#"}${name}`,
        payload: id,
      })),
    );
  }
  return found([...grouped(props.element), ...listOf(props.element.options).map((option) => asOption(option))]);
}

const grouped = (element: Json): PickerOption[] =>
  listOf(element.option_groups).flatMap((group) =>
    listOf(group.options).map((option) => asOption(option, plainOf(group.label))),
  );

const asOption = (option: Json, group?: string): PickerOption => ({
  key: textOf(option.value),
  text: plainOf(option.text),
  payload: option,
  ...(isJson(option.description) ? { note: plainOf(option.description) } : {}),
  ...(group ? { group } : {}),
});

function chosenOption(held: unknown, options: readonly PickerOption[]): PickerOption {
  if (isJson(held)) return asOption(held);
  return options.find(({ key }) => key === held) ?? { key: String(held), text: String(held), payload: held };
}

const TYPING_PAUSE_MS = 150;

/** The app is asked for options while the person types. */
function useExternal(isOn: boolean, { element, blockId, actionId }: ElementProps, query: string): Offered {
  const { surface } = useSurface();
  const [options, setOptions] = useState<readonly PickerOption[]>([]);
  const [isLoading, setLoading] = useState(false);
  const least = typeof element.min_query_length === "number" ? element.min_query_length : 3;
  const isLongEnough = query.length >= least;
  const key = JSON.stringify(surface);
  useEffect(() => {
    if (!isOn) return;
    setOptions([]);
    if (!isLongEnough) return;
    let isOver = false;
    setLoading(true);
    const timer = setTimeout(async () => {
      const answer = await store.askQuietly("suggest", { surface: JSON.parse(key), blockId, actionId, query });
      if (isOver) return;
      setLoading(false);
      setOptions(listOf(answer.options).map((option) => asOption(option)));
    }, TYPING_PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isOn, isLongEnough, key, blockId, actionId, query]);
  const emptyText = isLongEnough
    ? "No matches"
    : `Type ${least === 1 ? "a character" : `${least} characters`} to search`;
  return { options, isLoading, emptyText };
}
