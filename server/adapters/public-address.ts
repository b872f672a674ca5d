import ipaddr from 'ipaddr.js'

/**
 * Whether an address, v4 or v6, belongs to the public internet. What is not clearly so is not: private,
 * loopback, link-local, carrier, multicast and reserved ranges, and all that carry another address in
 * them (IPv4-mapped, NAT64, 6to4, Teredo), whatever that one is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast)
}

/** RFC 4291 §2.4: the only part of IPv6 that is given out. */
const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]
