import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'

export type SigningKey = {
  readonly algorithm: 'RS256' | 'ES256'
  readonly id: string
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
  readonly publicJwk: JWK
}

export type IdentityProvider = {
  readonly jwksUrl: string
  /** How often the keys were asked for. */
  readonly countFetches: () => number
  publish(keys: readonly SigningKey[]): void
  /** Answers 503 from now on, or again with the keys. */
  setDown(isDown: boolean): void
  close(): Promise<void>
}

export const issuer = 'https://login.example/tenant'
export const audience = 'api://sourcewright'

/** A server that publishes keys as identity providers do. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let published: readonly SigningKey[] = []
  let isDown = false
  let fetches = 0
  const server = createServer((_request, response) => {
    fetches += 1
    response.writeHead(isDown ? 503 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ keys: published.map(({ publicJwk }) => publicJwk) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    jwksUrl: `http://127.0.0.1:${port}/keys`,
    countFetches: () => fetches,
    publish: (keys) => {
      published = keys
    },
    setDown: (down) => {
      isDown = down
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export async function makeSigningKey(
  algorithm: SigningKey['algorithm'],
  id: string,
): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm)
  const publicJwk = { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: 'sig' }
  return { algorithm, id, privateKey, publicJwk }
}

/** A token that is good for ten minutes unless the claims say otherwise; undefined leaves one out. */
export function signToken(
  key: SigningKey | string,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss: issuer, aud: audience, iat: now, exp: now + 600, ...claims } as JWTPayload
  const token = new SignJWT(payload)
  if (typeof key === 'string') {
    return token.setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key))
  }
  return token.setProtectedHeader({ alg: key.algorithm, kid: key.id }).sign(key.privateKey)
}
