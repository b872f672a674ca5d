import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/main.ts'

/** A program: the server, which sends again after a fifth of a second in place of a minute and more. */
const retryMilliseconds = Array.from({ length: 200 }, () => 200)
const config = readConfig(process.env)
const server = await startServer({
  ...config,
  webhooks: { ...config.webhooks, retryMilliseconds },
})
console.log(`Sourcewright is at ${server.url}`)
if (server.firstStart) console.log(`This is the first start.\n${server.firstStart.ownerKey}\n`)
