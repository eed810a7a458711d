/** Where an element stands: in a message, in a private message, in a modal or on the home tab. */
export type Surface =
  | { readonly kind: "message"; readonly channelId: string; readonly ts: string }
  | { readonly kind: "ephemeral"; readonly channelId: string; readonly ts: string }
  | { readonly kind: "view"; readonly viewId: string };
