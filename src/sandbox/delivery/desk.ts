import { SlackError, type User, type Workspace } from "../workspace/index.ts";
import type { Courier, Parcel, Sent } from "./courier.ts";
import { type Failed, failureCode, failureText, type Notice } from "./notices.ts";

/** What came of an act that needs the app's acknowledgement. */
export interface ActResult {
  readonly ok: boolean;
  readonly ackMs: number;
  readonly error?: string;
  /** The sentence that the person read instead. */
  readonly notice?: string;
}

const MISBEHAVED = "The app answered in a way that Slack does not understand";

/** Sends a person's payloads, and tells the person in Slack's words what the app did not do. */
export class Desk {
  readonly #workspace: Workspace;
  readonly #courier: Courier;
  readonly #notices: Notice[] = [];

  constructor(workspace: Workspace, courier: Courier) {
    this.#workspace = workspace;
    this.#courier = courier;
  }

  notices(userId: string): Notice[] {
    return this.#notices.filter((notice) => notice.userId === userId);
  }

  /** The person, unless deactivated. */
  user(userId: string): User {
    const user = this.#workspace.people.get(userId);
    if (user.deleted) throw new SlackError("user_disabled");
    return user;
  }

  /** Carries the app's answer out; an answer that Slack would refuse is a failure that the person sees. */
  understand(user: User, sent: Sent, failed: Failed, what: string, deed: () => void): ActResult {
    try {
      deed();
      return { ok: true, ackMs: sent.ackMs };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return this.misread(user, sent, failed, error.code, what);
    }
  }

  plain(user: User, sent: Sent, failed: Failed, what: string): ActResult {
    return sent.outcome.kind === "failed" ? this.failed(user, sent, failed, what) : { ok: true, ackMs: sent.ackMs };
  }

  failed(user: User, sent: Sent, failed: Failed, what: string): ActResult {
    if (sent.outcome.kind !== "failed") throw new Error("an acknowledged payload has not failed");
    const code = failureCode(sent.outcome);
    return { ...this.refuse(user, code, failureText(failed, code, what)), ackMs: sent.ackMs };
  }

  misread(user: User, sent: Sent, failed: Failed, code: string, what = ""): ActResult {
    const text = `${failureText(failed, code, what)} (${MISBEHAVED}: ${code})`;
    return { ...this.refuse(user, code, text), ackMs: sent.ackMs };
  }

  refuse(user: User, error: string, text: string): ActResult {
    this.#notices.push({ userId: user.id, at: this.#workspace.clock.now(), error, text });
    return { ok: false, ackMs: 0, error, notice: text };
  }

  send(user: User, parcel: Omit<Parcel, "by">): Promise<Sent> {
    return this.#courier.send({ ...parcel, by: user.name });
  }
}
