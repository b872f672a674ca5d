import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** Answers with what was found before, whoever asks and for what name. */
export function pinAddresses(addresses: readonly LookupAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else if (first) callback(null, first.address, first.family)
  }
}
