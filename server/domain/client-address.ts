/**
 * Whose address a call without credentials counts for: the peer's, or behind so many proxies of ours the
 * one that the outermost of them saw. What stands before that in X-Forwarded-For anybody may write.
 */
export function findClientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  const seen = proxies > 0 ? hops.at(-proxies) : undefined
  return toNetwork(seen || peer || 'unknown')
}

/** Of IPv6 the /64 that one customer has: its addresses are more than could be counted apart. */
function toNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address.slice(0, 100)
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').slice(0, 4))
    .join(':')}::/64`
}
