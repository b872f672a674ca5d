import type { Client } from '../client/create-client.ts'
import type { Terminal } from './terminal.ts'

/** 0 as asked; 1 refused or failed; 2 not understood; 3 no valid key; 4 no answer; 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130

/** What a command came to: `json` is printed with --json, else `lines`; undefined where bytes were written. */
export type Outcome = {
  readonly json: unknown
  readonly lines: readonly string[]
  /** 0 where absent. */
  readonly exitCode?: ExitCode
}

export type OptionSpec = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly short?: string
  /** What stands for its value in the help; only of a string. */
  readonly value?: string
  readonly meaning: string
}

export type OptionValues = Readonly<Record<string, string | boolean | string[] | undefined>>

export type Invocation = {
  readonly operands: readonly string[]
  readonly options: OptionValues
  readonly terminal: Terminal
  /** Throws NoLoginError where nobody has logged in. */
  connect(): Promise<Client>
  readonly signal: AbortSignal
}

export type Command = {
  /** "sources add" */
  readonly name: string
  readonly summary: string
  /** "<file>…", '' for none */
  readonly operands: string
  /** How many there may be. */
  readonly count: readonly [least: number, most: number]
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Works on this machine alone: no workspace can be meant. */
  readonly isLocal?: true
  run(invocation: Invocation): Promise<Outcome>
}

/** Something in the command line, with what was expected. */
export class UsageError extends Error {}

/** There is no key to call with. */
export class NoLoginError extends Error {}

export function text(options: OptionValues, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function list(options: OptionValues, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? value : []
}

/** A whole number within the bounds. @throws UsageError that names them */
export function readNumber(
  options: OptionValues,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const given = text(options, name)
  if (given === undefined) return undefined
  const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN
  if (number >= least && number <= most) return number
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${given}".`)
}

/** What --enable and --disable say; undefined for neither. @throws UsageError for both */
export function readSwitch(options: OptionValues): boolean | undefined {
  const [enable, disable] = [options['enable'] === true, options['disable'] === true]
  if (enable && disable) throw new UsageError('Say --enable or --disable, not both.')
  return enable || disable ? enable : undefined
}

/** One of `known`. @throws UsageError that names them */
export function choice<T extends string>(
  options: OptionValues,
  name: string,
  known: readonly T[],
): T | undefined {
  const value = text(options, name)
  return value === undefined ? undefined : findKnown(name, value, known)
}

/** The same of an option that may be given several times. */
export function choices<T extends string>(
  options: OptionValues,
  name: string,
  known: readonly T[],
): readonly T[] {
  return list(options, name).map((value) => findKnown(name, value, known))
}

function findKnown<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value)
  if (found !== undefined) return found
  throw new UsageError(`--${name} is one of ${known.join(', ')}, not "${value}".`)
}
