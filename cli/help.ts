import type { Command, OptionSpec } from './command.ts'

const commonOptions = {
  json: { type: 'boolean', meaning: 'print the result as JSON, and errors as problem details' },
  workspace: {
    type: 'string',
    value: 'workspace',
    meaning: 'which one, where the key reaches several; default: SOURCEWRIGHT_WORKSPACE',
  },
  help: { type: 'boolean', short: 'h', meaning: 'show this' },
} as const satisfies Record<string, OptionSpec>

/** Its own, and those that others have too. */
export function listOptions({ options, isLocal }: Command): Record<string, OptionSpec> {
  const { json, workspace, help } = commonOptions
  return { ...options, json, ...(isLocal ? {} : { workspace }), help }
}

/** The commands of one noun, a line each. */
export function writeGroup(commands: readonly Command[]): string {
  return [
    ...listLines(commands),
    '',
    '"sourcewright <command> --help" tells more of one.',
    '',
  ].join('\n')
}

function listLines(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
}

/** All commands, a line each. */
export function writeOverview(commands: readonly Command[]): string {
  return [
    'sourcewright: documents with every sentence tied to its source, from the command line',
    '',
    ...listLines(commands),
    '',
    '"sourcewright <command> --help" tells more of one. What is stored is named by its id or by its',
    'name. SOURCEWRIGHT_URL and SOURCEWRIGHT_API_KEY go before what "login" has stored;',
    'SOURCEWRIGHT_WORKSPACE names the workspace where a key reaches several.',
    'Exit codes: 0 as asked, 1 refused or failed, 2 not understood, 3 no valid key, 4 no answer',
    'from the server, 130 interrupted.',
    '',
  ].join('\n')
}

export function writeHelp(command: Command): string {
  const { name, summary, operands } = command
  const written = Object.entries(listOptions(command)).map(
    ([option, spec]) => [writeOption(option, spec), spec.meaning] as const,
  )
  const width = Math.max(...written.map(([option]) => option.length))
  return [
    `sourcewright ${[name, operands, '[options]'].filter(Boolean).join(' ')}`,
    '',
    `  ${summary}`,
    '',
    ...written.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`),
    '',
  ].join('\n')
}

function writeOption(name: string, { short, value, multiple }: OptionSpec): string {
  const long = `--${name}${value ? ` <${value}>` : ''}${multiple ? ' …' : ''}`
  return short ? `-${short}, ${long}` : long
}
