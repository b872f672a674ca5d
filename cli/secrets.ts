import { readNumber, type OptionSpec, type OptionValues } from './command.ts'

/** Of what follows a secret: how long both are good. */
export const overlapOption = {
  type: 'string',
  value: 'seconds',
  meaning: 'default: 86400, a day',
} as const satisfies OptionSpec

const mostSeconds = 30 * 86_400

/** The part of a request that says it; the server has its default. @throws UsageError */
export function readOverlap(options: OptionValues): { readonly overlap_seconds?: number } {
  const seconds = readNumber(options, 'overlap', { least: 0, most: mostSeconds })
  return seconds === undefined ? {} : { overlap_seconds: seconds }
}

/** Lines that show a secret where it was made; none where there is none to show. */
export function showOnce(secret: string | undefined): readonly string[] {
  return secret === undefined ? [] : ['', secret, '', 'It is shown only now.']
}
