import { PRIORITY, type Priority } from "../ledger/index.ts";

/** How an ask behaves towards the people whom it reaches. */
interface MannerOf {
  /** Whoever was asked may put it off. */
  readonly maySnooze: boolean;
  /** It can wait until morning where severity or rule allow that. */
  readonly waitsForQuietHours: boolean;
  /** What the channel is set to (full, compact, silent) holds for it. */
  readonly keepsToVerbosity: boolean;
  /** All that waits for one person goes out as one message, and a newer one takes the place of an older one. */
  readonly isGathered: boolean;
  /** `/incident reminders off` turns it off. */
  readonly isSwitchable: boolean;
  /** Also asked in an incident that was declared after the fact. */
  readonly isAskedInRetrospect: boolean;
  readonly priority: Priority;
}

/** A reminder nags and may be put off; the others wait for a person's yes or no and go out at once. */
export const MANNERS = {
  reminder: {
    maySnooze: true,
    waitsForQuietHours: true,
    keepsToVerbosity: true,
    isGathered: true,
    isSwitchable: true,
    isAskedInRetrospect: false,
    priority: PRIORITY.update,
  },
  page: {
    maySnooze: false,
    waitsForQuietHours: false,
    keepsToVerbosity: false,
    isGathered: false,
    isSwitchable: false,
    isAskedInRetrospect: false,
    priority: PRIORITY.page,
  },
  approval: {
    maySnooze: false,
    waitsForQuietHours: false,
    keepsToVerbosity: false,
    isGathered: false,
    isSwitchable: false,
    isAskedInRetrospect: true,
    priority: PRIORITY.page,
  },
  offer: {
    maySnooze: false,
    waitsForQuietHours: false,
    keepsToVerbosity: false,
    isGathered: false,
    isSwitchable: false,
    isAskedInRetrospect: true,
    priority: PRIORITY.update,
  },
} as const satisfies Record<string, MannerOf>;

export type Manner = keyof typeof MANNERS;
