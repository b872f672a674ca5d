import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import type { TokenClaims, TokenVerifier, VerifiedToken } from '../ports/token-verifier.ts'

export type JwtSettings = {
  readonly issuer: string
  readonly audience: string
  /** Shared secret of HS256; undefined where such tokens are refused. */
  readonly secret: string | undefined
  /** Where the public keys of RS256 and ES256 are; undefined where such tokens are refused. */
  readonly jwksUrl: string | undefined
}

/** Clocks of two machines differ; longer than this, and one of them is wrong. */
const clockToleranceSeconds = 5
const fetchMilliseconds = 5000
const keptMilliseconds = 600_000
/** A key id that is not among the kept keys has them fetched again, though not for each token. */
const refetchMilliseconds = 5000

/**
 * The way of a token is chosen by its algorithm, and each way knows its own algorithms alone: a public
 * key is never taken for a shared secret.
 */
export function createJwtVerifier(settings: JwtSettings): TokenVerifier {
  const { issuer, audience } = settings
  const requiredClaims = ['sub', 'exp']
  const asked = { issuer, audience, clockTolerance: clockToleranceSeconds, requiredClaims }
  const secret =
    settings.secret === undefined ? undefined : new TextEncoder().encode(settings.secret)
  const findKey = settings.jwksUrl === undefined ? undefined : createKeyFinder(settings.jwksUrl)
  const read = async (token: string): Promise<JWTPayload | undefined> => {
    const algorithm = findAlgorithm(token)
    if (algorithm === 'HS256' && secret) {
      return (await jwtVerify(token, secret, { ...asked, algorithms: ['HS256'] })).payload
    }
    if ((algorithm === 'RS256' || algorithm === 'ES256') && findKey) {
      return (await jwtVerify(token, findKey, { ...asked, algorithms: [algorithm] })).payload
    }
    return undefined
  }
  return {
    takesProviderKeys: findKey !== undefined,
    verify: async (token) => {
      try {
        const payload = await read(token)
        return payload ? readClaims(payload) : { outcome: 'invalid' }
      } catch (error) {
        return explainFailure(error)
      }
    },
  }
}

/** What is wrong with the provider is told from what is wrong with a token. */
class KeysUnavailable extends Error {}

function createKeyFinder(jwksUrl: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: fetchMilliseconds,
    cacheMaxAge: keptMilliseconds,
    cooldownDuration: refetchMilliseconds,
  })
  return async (header, token) => {
    try {
      return await keys(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error
      throw new KeysUnavailable(error instanceof Error ? error.message : 'no reason was given')
    }
  }
}

function findAlgorithm(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg
  } catch {
    return undefined
  }
}

function readClaims(payload: JWTPayload): VerifiedToken {
  const { sub, name } = payload
  if (!isShortText(sub)) return { outcome: 'invalid' }
  const organizationId = payload['organization_id'] ?? null
  const roles = readRoles(payload['role'] ?? payload['roles'] ?? null)
  if (roles === undefined) return { outcome: 'invalid' }
  if (organizationId !== null && !isShortText(organizationId)) return { outcome: 'invalid' }
  const claims: TokenClaims = {
    subject: sub,
    organizationId,
    name: isShortText(name) ? name : null,
    roles,
  }
  return { outcome: 'valid', claims }
}

/** @returns undefined for what can't be roles */
function readRoles(value: unknown): readonly string[] | null | undefined {
  if (value === null) return null
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every((one) => typeof one === 'string') ? list : undefined
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200
}

function explainFailure(error: unknown): VerifiedToken {
  if (error instanceof errors.JWTExpired) return { outcome: 'expired' }
  if (error instanceof KeysUnavailable) return { outcome: 'unavailable', reason: error.message }
  return { outcome: 'invalid' }
}
