import type { Ts } from "../workspace/index.ts";

/** How far each person has read in each channel: all windows of one person share it. */
export class Reads {
  readonly #marks = new Map<string, Ts>();

  /** Empty when the person has never looked. */
  last(userId: string, channelId: string): Ts {
    return this.#marks.get(`${userId} ${channelId}`) ?? "";
  }

  /** False when it was read already. */
  mark(userId: string, channelId: string, ts: Ts): boolean {
    if (ts <= this.last(userId, channelId)) return false;
    this.#marks.set(`${userId} ${channelId}`, ts);
    return true;
  }
}
