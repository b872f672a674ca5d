import { commands } from './commands.ts'
import { runCommandLine } from './run-command-line.ts'
import { createTerminal } from './terminal.ts'

const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())
// a reader that has seen enough, such as head, is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})
const code = await runCommandLine(
  commands,
  process.argv.slice(2),
  createTerminal(),
  interruption.signal,
)
process.exitCode = code
// what is piped in may be open still
process.stdin.unref?.()
