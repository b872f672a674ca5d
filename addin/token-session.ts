import { problemDetails } from '../shared/contract/problem.ts'
import type { HostAccount } from './host/host.ts'
import { readTokenEnd } from './token-end.ts'

/** Calls as the account that Office is signed in with. The token is kept in memory, and nowhere else. */
export interface TokenSession {
  /**
   * As the browser's own, with the token, which is renewed before it ends; a call that finds it ended
   * is sent again with a new one. Throws ApiError where Office gives none.
   */
  readonly fetch: typeof fetch
  /** Asks Office for a token now; `mayAsk`: with a window of its own if it has to. Throws ApiError. */
  renew(mayAsk: boolean): Promise<void>
}

type Held = { readonly token: string; readonly renewAt: number }

export function createTokenSession(account: HostAccount, send: typeof fetch): TokenSession {
  let held: Held | undefined
  let renewing: Promise<Held> | undefined
  /** Office refuses a second question before the first is answered (13008). */
  const renew = (mayAsk: boolean): Promise<Held> =>
    (renewing ??= account
      .getToken(mayAsk)
      .then((token) => (held = hold(token)))
      .finally(() => (renewing = undefined)))
  return {
    async fetch(input, init) {
      const used = held && Date.now() < held.renewAt ? held : await renew(false)
      const response = await send(input, sign(init, used.token))
      if (response.status !== 401 || !(await isExpired(response))) return response
      const renewed = held && held.token !== used.token ? held : await renew(false)
      return renewed.token === used.token ? response : send(input, sign(init, renewed.token))
    },
    async renew(mayAsk) {
      await renew(mayAsk)
    },
  }
}

/** Milliseconds before its end in which a token is renewed. */
const margin = 5 * 60_000
/** Office gives the token that it keeps for as long as that is good: asking more often gives no other. */
const rest = 60_000

function hold(token: string): Held {
  const end = readTokenEnd(token)
  const renewAt = end === undefined ? Infinity : Math.max(end - margin, Date.now() + rest)
  return { token, renewAt }
}

function sign(init: RequestInit | undefined, token: string): RequestInit {
  const headers = new Headers(init?.headers)
  headers.set('Authorization', `Bearer ${token}`)
  return { ...init, headers }
}

async function isExpired(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return problemDetails.safeParse(body).data?.detail === 'Token has expired'
}
