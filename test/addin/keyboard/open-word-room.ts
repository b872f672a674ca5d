import type { Browser } from 'playwright-core'
import {
  audience,
  issuer,
  makeSigningKey,
  signToken,
  startIdentityProvider,
} from '../../support/identity-provider.ts'
import { startEmptyServer, type EmptyServer } from '../../support/start-demo-server.ts'
import { openWordWindow, type WordWindow } from '../../word-host/open-word.ts'

/** The stand-in for Word over a server that takes Office's tokens. */
export type WordRoom = {
  readonly server: EmptyServer
  readonly window: WordWindow
  /** A token of Office's for somebody with this role. */
  readonly signToken: (name: string, role: 'owner' | 'member') => Promise<string>
  readonly close: () => Promise<void>
}

export async function openWordRoom(browser: Browser): Promise<WordRoom> {
  const provider = await startIdentityProvider()
  const key = await makeSigningKey('RS256', 'office')
  provider.publish([key])
  const server = await startEmptyServer({
    SOURCEWRIGHT_JWT_ISSUER: issuer,
    SOURCEWRIGHT_JWT_AUDIENCE: audience,
    SOURCEWRIGHT_JWT_JWKS_URL: provider.jwksUrl,
  })
  const window = await openWordWindow(browser, server.url)
  return {
    server,
    window,
    signToken: (name, role) => signToken(key, { sub: name.toLowerCase(), name, role }),
    async close() {
      await window.page.close()
      await server.close()
      await provider.close()
    },
  }
}
