/** The server as it is, but for its queue: what it accepts waits, as the jobs of a peer without a worker do. */
import { mkdir } from 'node:fs/promises'
import { listen } from '../../server/adapters/http-listener.ts'
import { createApp } from '../../server/app.ts'
import { createTestApp } from '../../test/support/create-test-app.ts'
import { leaveWithParent } from './leave-with-parent.ts'

leaveWithParent()
const dataFolder = process.env['SOURCEWRIGHT_DATA'] ?? ''
await mkdir(dataFolder, { recursive: true })
const { deps, ownerKey } = await createTestApp({
  dataFolder,
  startQueue: false,
  rates: { perWorkspace: 10_000_000 },
})
const logError = (error: unknown) => console.error(error)
const app = createApp(deps, { paneFolder: '', origins: [], logError })
const { url } = await listen(app.fetch, { host: '127.0.0.1', port: 0 })
console.log(`Sourcewright is at ${url}\nThis is the first start: ${ownerKey}`)
