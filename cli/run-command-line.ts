import { parseArgs } from 'node:util'
import { ApiError, createProblem, problemOf } from '../client/api-error.ts'
import { createClient } from '../client/create-client.ts'
import { editDistance } from '../shared/text/edit-distance.ts'
import {
  NoLoginError,
  text,
  UsageError,
  type Command,
  type ExitCode,
  type OptionValues,
} from './command.ts'
import { getWorkspaceId } from './find-workspace.ts'
import { listOptions, writeGroup, writeHelp, writeOverview } from './help.ts'
import { getLogin } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Runs the command that the words name, prints what it came to, and says how it ended. */
export async function runCommandLine(
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const isJson = words.includes('--json')
  try {
    return await run(commands, words, terminal, signal)
  } catch (error) {
    if (signal.aborted) return 130
    tellError(terminal, error, isJson)
    return codeOf(error)
  }
}

async function run(
  commands: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const help = findHelp(commands, words)
  if (help !== undefined) {
    terminal.write(help)
    return 0
  }
  const { command, rest } = findCommand(commands, words)
  const { values, positionals } = readArguments(command, rest)
  if (values['help']) {
    terminal.write(writeHelp(command))
    return 0
  }
  checkCount(command, positionals)
  const connect = async () => {
    const { server, apiKey, workspaceId } = await getLogin(terminal.environment)
    const named = text(values, 'workspace') ?? workspaceId
    const login = { baseUrl: server, apiKey }
    if (named === undefined) return createClient(login)
    const id = await getWorkspaceId(createClient(login), named, signal)
    return createClient({ ...login, workspaceId: id })
  }
  const invocation = { operands: positionals, options: values, terminal, connect, signal }
  const { json, lines, exitCode = 0 } = await command.run(invocation)
  if (signal.aborted) return 130
  if (values['json'] && json !== undefined) terminal.write(`${JSON.stringify(json, null, 2)}\n`)
  else terminal.say(lines)
  return exitCode
}

/** Of all, or of one noun or command; undefined where something is to be done. */
function findHelp(commands: readonly Command[], words: readonly string[]): string | undefined {
  const [first, second] = words
  const asks = (word: string | undefined) => word === '--help' || word === '-h'
  const isAsked = first === undefined || first === 'help' || asks(first)
  const name = isAsked ? words.slice(1).join(' ') : asks(second) ? first : undefined
  if (name === undefined) return undefined
  const group = commands.filter((one) => one.name.startsWith(`${name} `))
  const asked = commands.find((one) => one.name === name)
  if (asked) return writeHelp(asked)
  if (group.length > 0) return writeGroup(group)
  return isAsked ? writeOverview(commands) : undefined
}

/** The command with the longest name that the words begin with. */
function findCommand(commands: readonly Command[], words: readonly string[]) {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = commands.find((one) => one.name === name)
    if (command) return { command, rest: words.slice(length) }
  }
  throw new UsageError(describeUnknown(commands, words))
}

/** With the commands of its noun, else with those that are written nearly the same. */
function describeUnknown(commands: readonly Command[], words: readonly string[]): string {
  const [first = '', second = ''] = words
  const names = commands.map(({ name }) => name)
  const group = names.filter((name) => name.startsWith(`${first} `))
  if (group.length > 0)
    return `There is no command "${first}" as given; there are: ${group.join(', ')}.`
  const typed = [first, `${first} ${second}`]
  const near = names.filter((name) => typed.some((one) => editDistance(one, name, 2) <= 2))
  const meant = near.length > 0 ? `did you mean: ${near.join(', ')}? ` : ''
  return `There is no command "${first}"; ${meant}"sourcewright help" lists all.`
}

function readArguments(command: Command, rest: readonly string[]) {
  const options = listOptions(command)
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
    // what may come several times has a value each
    return { values: values as OptionValues, positionals }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${reason} (see "sourcewright ${command.name} --help")`)
  }
}

function checkCount({ name, operands, count: [least, most] }: Command, given: readonly string[]) {
  if (given.length >= least && given.length <= most) return
  const came = given.length === 0 ? 'nothing' : given.map((one) => `"${one}"`).join(' ')
  throw new UsageError(
    `"sourcewright ${name}" takes ${operands === '' ? 'no names' : operands}; it got ${came}.`,
  )
}

function tellError(terminal: Terminal, error: unknown, isJson: boolean): void {
  const message = error instanceof Error ? error.message : String(error)
  if (!isJson) return terminal.tell(describe(error, message))
  const problem =
    error instanceof UsageError || error instanceof NoLoginError
      ? createProblem('not_understood', 0, 'The command was not understood', message, '')
      : problemOf(error)
  terminal.tell(JSON.stringify(problem))
}

function describe(error: unknown, message: string): string {
  if (!(error instanceof ApiError)) return message
  const { errors = [], trace_id: trace } = error.problem
  const places = errors.map(({ loc, msg }) => `  ${loc.join('.')}: ${msg}`)
  return [message, ...places, ...(trace ? [`  (request ${trace})`] : [])].join('\n')
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2
  if (error instanceof NoLoginError) return 3
  if (!(error instanceof ApiError)) return 1
  if (error.problem.status === 401) return 3
  return error.problem.code === 'unreachable' ? 4 : 1
}
