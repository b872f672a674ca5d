import { judgeRate, type RateStanding } from '../domain/rate.ts'
import type { RateLimiter } from '../ports/rate-limiter.ts'
import type { Dependencies } from './dependencies.ts'
import type { Principal } from './principal.ts'

/** Calls in a minute, and who counts them. */
export type Rates = {
  readonly limiter: RateLimiter
  readonly perWorkspace: number
  /** Of one address, of calls without valid credentials. */
  readonly perAddress: number
  /** Of ours, in front of this server: how far X-Forwarded-For is believed. */
  readonly proxies: number
}

/** Counts a call for its key where that has a rate of its own, else for its workspace, else for its address. */
export async function countCall(
  { rates, clock }: Pick<Dependencies, 'rates' | 'clock'>,
  principal: Principal | undefined,
  address: string,
): Promise<RateStanding> {
  const { counter, limit } = principal
    ? findRate(rates, principal)
    : { counter: `address ${address}`, limit: rates.perAddress }
  return judgeRate(await rates.limiter.count(counter), limit, Date.parse(clock.now()))
}

function findRate(
  { perWorkspace }: Rates,
  { credential, workspace, workspaces, organizationId }: Principal,
): { counter: string; limit: number } {
  if (credential.kind === 'api_key' && credential.requestsPerMinute !== null) {
    // a key that followed another by rotation goes on where that one was
    return { counter: `key ${credential.familyId}`, limit: credential.requestsPerMinute }
  }
  const only = workspaces.length === 1 ? workspaces[0] : undefined
  const counted = workspace ?? only
  const counter = counted ? `workspace ${counted.id}` : `organization ${organizationId}`
  return { counter, limit: perWorkspace }
}
