import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { describeWith } from '../support/requirements.ts'
import type { EmptyServer } from '../support/start-demo-server.ts'
import { launchBrowser } from './open-pane.ts'
import { createWordDriver, type WordDriver } from './word-driver.ts'

/** Filled before the first test. */
export type WordScene<Server extends EmptyServer> = {
  server: Server
  browser: Browser
  driver: WordDriver
}

/** Tests of a host in the stand-in for Word, over the real server that `start` gives. */
export function describeInWord<Server extends EmptyServer>(
  name: string,
  start: () => Promise<Server>,
  define: (scene: WordScene<Server>) => void,
): void {
  describeWith('chromium', name, (chromiumPath) => {
    const scene = {} as WordScene<Server>
    beforeAll(async () => {
      scene.server = await start()
      scene.browser = await launchBrowser(chromiumPath)
      scene.driver = await createWordDriver(scene.browser, scene.server)
    })
    afterAll(async () => {
      await scene.browser?.close()
      await scene.server?.close()
    })
    define(scene)
  })
}
