import { parse } from "yaml";
import { z } from "zod";
import type { Manifest } from "./types.ts";

const ManifestFile = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z
        .object({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .optional(),
      bot_user: z.object({ display_name: z.string() }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string().startsWith("/"),
            description: z.string(),
            usage_hint: z.string().default(""),
            should_escape: z.boolean().default(false),
            url: z.string().optional(),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(["global", "message"]),
            callback_id: z.string(),
            description: z.string(),
          }),
        )
        .default([]),
    })
    .default({ slash_commands: [], shortcuts: [] }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z.object({
    event_subscriptions: z
      .object({ request_url: z.string().optional(), bot_events: z.array(z.string()).default([]) })
      .optional(),
    interactivity: z
      .object({
        is_enabled: z.boolean(),
        request_url: z.string().optional(),
        message_menu_options_url: z.string().optional(),
      })
      .optional(),
    socket_mode_enabled: z.boolean().default(false),
  }),
});

/** Reads an app manifest (yml text); throws when it is not one that Slack would take. */
export function readManifest(yml: string): Manifest {
  const { display_information, features, oauth_config, settings } = ManifestFile.parse(parse(yml));
  return {
    name: display_information.name,
    botName: features.bot_user?.display_name ?? display_information.name,
    botScopes: new Set(oauth_config.scopes.bot),
    botEvents: new Set(settings.event_subscriptions?.bot_events ?? []),
    commands: features.slash_commands.map(({ usage_hint, should_escape, ...command }) => ({
      ...command,
      usageHint: usage_hint,
      shouldEscape: should_escape,
    })),
    shortcuts: features.shortcuts.map(({ callback_id, ...shortcut }) => ({ ...shortcut, callbackId: callback_id })),
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? false,
    messagesTabReadOnly: features.app_home?.messages_tab_read_only_enabled ?? false,
    interactivity: settings.interactivity?.is_enabled ?? false,
    interactivityUrl: settings.interactivity?.request_url,
    optionsUrl: settings.interactivity?.message_menu_options_url,
    eventsUrl: settings.event_subscriptions?.request_url,
    socketMode: settings.socket_mode_enabled,
  };
}
