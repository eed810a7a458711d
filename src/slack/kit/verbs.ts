import type { Act } from "../../core/entitlements/index.ts";
import type { Incident } from "../../core/product.ts";
import type { CommandInput, Reply } from "./hearing/hearing.ts";

/** A command as a verb sees it: `/incident {verb} {words}`. */
export interface VerbInput extends CommandInput {
  /** What stands after the verb, trimmed. */
  readonly words: string;
  /** The incident whose channel this is, or that was named as `#12`; undefined elsewhere. */
  readonly incident: Incident | undefined;
}

interface VerbText {
  readonly name: string;
  /** Other words for the same; unambiguous prefixes of the name work by themselves. */
  readonly synonyms?: readonly string[];
  /** As it is typed: `severity sev2 [why]`. */
  readonly usage: string;
  /** One line for help: what it does. */
  readonly help: string;
  /** Which incidents are offered where it was asked outside of one: the open ones unless told; of all, those come first. */
  readonly offers?: "open" | "over" | "all";
  readonly act: VerbAct;
  /** A `#12` after the verb is one of its words, and not the incident that it is about. */
  readonly keepsNumbers?: boolean;
}

/** What kind of act a verb is; where that depends on what is typed, by words and incident. */
export type VerbAct = Act | ((input: VerbInput) => Act);

/** One word of `/incident`. A verb that needs an incident is offered some where it was asked elsewhere. */
export type Verb =
  | (VerbText & {
      readonly needs: "incident";
      run(input: VerbInput & { readonly incident: Incident }): Promise<Reply | undefined>;
    })
  | (VerbText & { readonly needs: "nothing"; run(input: VerbInput): Promise<Reply | undefined> });
