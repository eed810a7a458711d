const PAUSE_MS = 1;

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));

/** Waits in wall time until `claim` holds; rejects after `patienceMs`. For what follows an acknowledgement, such as a form that opens. */
export async function until(claim: () => boolean, patienceMs = 5000): Promise<void> {
  const startedAt = performance.now();
  while (!claim()) {
    if (performance.now() - startedAt > patienceMs) throw new Error(`still not so after ${patienceMs} ms: ${claim}`);
    await pause();
  }
}
