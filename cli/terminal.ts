import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Where a command reads and writes. */
export type Terminal = {
  /** What the next program reads: results. */
  write(words: string | Uint8Array): void
  /** Results as they come, a line each, without what a terminal obeys. */
  say(lines: readonly string[]): void
  /** What a person reads meanwhile: progress and errors. */
  tell(line: string): void
  /** A line that replaces the one before it on a terminal. */
  progress(line: string): void
  /** Asks a person; of what is piped in, the next line. Undefined at its end. */
  ask(question: string): Promise<string | undefined>
  /** The same, and what a person types is not shown. */
  askSecretly(question: string): Promise<string | undefined>
  readonly isInteractive: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

export function createTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  const isInteractive = Boolean(stdin.isTTY && stderr.isTTY)
  let hasProgress = false
  const endProgress = () => {
    if (hasProgress) stderr.write('\n')
    hasProgress = false
  }
  let piped: AsyncIterator<string> | undefined
  const ask = async (question: string, isShown: boolean) => {
    endProgress()
    if (isInteractive) return askPerson(question, isShown)
    piped ??= createInterface({ input: stdin })[Symbol.asyncIterator]()
    const next = (await piped.next()) as IteratorResult<string, undefined>
    return next.value
  }
  return {
    isInteractive,
    environment: process.env,
    write(words) {
      endProgress()
      stdout.write(words)
    },
    say(lines) {
      endProgress()
      for (const line of lines) stdout.write(`${withoutControls(line)}\n`)
    },
    tell(line) {
      endProgress()
      stderr.write(`${withoutControls(line)}\n`)
    },
    progress(line) {
      if (!stderr.isTTY) return void stderr.write(`${line}\n`)
      stderr.write(`\r\u001b[2K${line}`)
      hasProgress = true
    },
    ask: (question) => ask(question, true),
    askSecretly: (question) => ask(question, false),
  }
}

/** Undefined where the person ends the input, with Ctrl+D or Ctrl+C. */
function askPerson(question: string, isShown: boolean): Promise<string | undefined> {
  const { stdin, stderr } = process
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = isShown ? stderr : silent
  const reader = createInterface({ input: stdin, output, terminal: true })
  if (!isShown) stderr.write(question)
  // the terminal gives Ctrl+C to whoever reads it
  reader.once('SIGINT', () => {
    reader.close()
    process.emit('SIGINT')
  })
  return new Promise((resolve) => {
    reader.once('close', () => resolve(undefined))
    reader.question(isShown ? question : '', (answer) => {
      resolve(answer)
      if (!isShown) stderr.write('\n')
      reader.close()
    })
  })
}

/** Words of documents may hold what a terminal obeys. */
export function withoutControls(words: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return words.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
}
