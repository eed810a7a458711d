import { useEffect, useRef } from "react";
import { initialValue } from "../../delivery/elements.ts";
import { isJson, type Json, textOf } from "../../delivery/json.ts";
import type { ElementProps } from "./element-props.ts";
import { usePress, useSurface } from "./surface.ts";

/** What an element holds, and how to change it: into the form, and to the app where it wants to know. */
export function useValue({ element, blockId, actionId, dispatches }: ElementProps) {
  const surface = useSurface();
  const { isBusy, press } = usePress(blockId, actionId);
  const type = textOf(element.type);
  const held = surface.entered(blockId, actionId);
  const value: Json = held ?? initialValue(type, element);
  const set = (changed: Json, { tell = true }: { tell?: boolean } = {}): void => {
    surface.enter(blockId, actionId, { ...changed, type });
    if (dispatches && tell) void press(changed);
  };
  return { value, set, isBusy };
}

/** Focuses the element when the form opens, as `focus_on_load` asks. */
export function useFocusOnLoad<T extends HTMLElement>(element: Json): React.RefObject<T | null> {
  const place = useRef<T>(null);
  const isWanted = element.focus_on_load === true;
  useEffect(() => {
    if (isWanted) place.current?.focus();
  }, [isWanted]);
  return place;
}

/** When a text field tells the app: on each character, or on Enter (Slack's default). */
export function tellsOnCharacter(element: Json): boolean {
  const config = isJson(element.dispatch_action_config) ? element.dispatch_action_config : {};
  return Array.isArray(config.trigger_actions_on) && config.trigger_actions_on.includes("on_character_entered");
}
