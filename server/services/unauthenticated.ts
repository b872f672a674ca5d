import { Problem } from './problem.ts'

const challenge = 'Bearer realm="sourcewright"'

/** No credentials came: by RFC 6750 §3.1 the challenge names no error then. */
export function apiKeyRequired(): Problem {
  return new Problem('unauthenticated', 'API key required', {
    headers: { 'WWW-Authenticate': challenge },
  })
}

/** Credentials came and are no good; the details are fixed by the contract (api.md §1). */
export function refused(
  detail:
    | 'Invalid API key'
    | 'API key has been revoked'
    | 'API key has expired'
    | 'Invalid token'
    | 'Token has expired',
): Problem {
  return new Problem('unauthenticated', detail, {
    headers: {
      'WWW-Authenticate': `${challenge}, error="invalid_token", error_description="${detail}"`,
    },
  })
}
