const TIME_LIMIT_MS = 5_000;

/** Whether anything answers at an address; asks what may be asked there and sends nothing. Gives why not. */
export async function unreachable(url: string, timeLimitMs = TIME_LIMIT_MS): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    const response = await fetch(url, { method: "OPTIONS", redirect: "manual", signal });
    await response.body?.cancel();
    return undefined;
  } catch (error) {
    const { cause = error } = error instanceof Error ? error : {};
    if (typeof cause === "object" && cause !== null && "code" in cause) return String(cause.code);
    return error instanceof DOMException && error.name === "TimeoutError"
      ? "no answer in time"
      : "the connection failed";
  }
}
