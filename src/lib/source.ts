const GROUPS = 8;
const OF_NETWORK = 4;

/** Who an address stands for. Whoever has an address of IPv6 has its whole network, 2^64 of them, to write from. */
export function sourceOf(address: string | undefined): string {
  if (!address?.includes(":") || address.includes(".")) return address ?? "";
  const [head = [], tail] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = tail ? Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill("0") : [];
  return [...head, ...zeros, ...(tail ?? [])].slice(0, OF_NETWORK).join(":");
}
