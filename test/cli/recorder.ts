import type { Terminal } from '../../cli/terminal.ts'
import { withoutControls } from '../../cli/terminal.ts'

/** A terminal that nobody sees: it gives the lines that were piped in, and keeps what was written. */
export function createRecorder(typed: readonly string[], environment: Terminal['environment']) {
  const out: string[] = []
  const err: string[] = []
  const left = [...typed]
  const terminal: Terminal = {
    isInteractive: false,
    environment,
    write: (words) => out.push(typeof words === 'string' ? words : Buffer.from(words).toString()),
    say: (lines) => out.push(...lines.map((line) => `${withoutControls(line)}\n`)),
    tell: (line) => err.push(`${withoutControls(line)}\n`),
    progress: (line) => err.push(`${line}\n`),
    ask: () => Promise.resolve(left.shift()),
    askSecretly: () => Promise.resolve(left.shift()),
  }
  return { terminal, read: () => ({ out: out.join(''), err: err.join('') }) }
}
