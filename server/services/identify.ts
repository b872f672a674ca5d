import { findClientAddress } from '../domain/client-address.ts'
import type { RateStanding } from '../domain/rate.ts'
import { authenticate, type Credentials } from './authenticate.ts'
import { countCall } from './count-call.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

export type { RateStanding }

/** Who calls, or why that is nobody; routes that are open to everyone don't mind. */
export type Identity =
  | { readonly principal: Principal; readonly problem?: undefined }
  | { readonly principal?: undefined; readonly problem: Problem }

/** What the connection says of where a call comes from. */
type Origin = {
  readonly peer: string | undefined
  readonly forwardedFor: string | undefined
}

/** Finds the caller and counts the call, for its address where it is nobody. */
export async function identify(
  deps: Dependencies,
  credentials: Credentials,
  { peer, forwardedFor }: Origin,
): Promise<{ identity: Identity; standing: RateStanding }> {
  const identity = await findIdentity(deps, credentials)
  const address = findClientAddress(peer, forwardedFor, deps.rates.proxies)
  return { identity, standing: await countCall(deps, identity.principal, address) }
}

async function findIdentity(deps: Dependencies, credentials: Credentials): Promise<Identity> {
  try {
    return { principal: await authenticate(deps, credentials) }
  } catch (problem) {
    if (problem instanceof Problem) return { problem }
    throw problem
  }
}
