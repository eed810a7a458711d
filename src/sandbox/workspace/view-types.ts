import type { Block } from "./block.ts";

export type ViewState = Record<string, Record<string, unknown>>;

/** A view as the app sent it, after validation. */
export interface ViewPayload {
  readonly type: "modal" | "home";
  readonly title?: { readonly type: "plain_text"; readonly text: string; readonly emoji?: boolean };
  readonly submit?: { readonly type: "plain_text"; readonly text: string; readonly emoji?: boolean };
  readonly close?: { readonly type: "plain_text"; readonly text: string; readonly emoji?: boolean };
  readonly blocks: readonly Block[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly submit_disabled: boolean;
}

export interface OpenView {
  readonly id: string;
  readonly userId: string;
  payload: ViewPayload;
  /** Changes with each update. */
  hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  /** What the person has entered: `values[block_id][action_id]`, as in Slack's payloads. */
  state: ViewState;
  /** Errors under fields, by block_id, after a refused submission. */
  errors: Record<string, string>;
}

export interface Trigger {
  readonly id: string;
  readonly userId: string;
  readonly expiresAtMs: number;
  /** The modal that was on top when the person acted, so that `views.push` knows its stack. */
  readonly viewId?: string;
  used: boolean;
}
