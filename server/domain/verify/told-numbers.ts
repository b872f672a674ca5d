import type { CellValue, NumberToken, PairedValue } from './cell-values.ts'

/**
 * True for a number that the values bring with them though no cell gives it: all of whom a value is a
 * part ("136 of the 254 subjects"), and what it takes to be counted ("at least one of the events was
 * reported for 17 (19.8%) subjects").
 */
export function isBroughtAlong(
  token: NumberToken,
  text: string,
  paired: readonly PairedValue[],
): boolean {
  return isWhole(token, text, paired) || isLeast(token, text, paired)
}

const people = '(?:subjects|patients|participants|people|persons|individuals)'
const ofAll = /\bof\s+(?:all\s+)?(?:the\s+)?$/i
const whom = new RegExp(`^\\s+(?:randomi[sz]ed\\s+|treated\\s+)?${people}\\b`, 'i')

/** As many as the column of the value before it counts: "(N=254)". */
function isWhole(
  { range, quantity }: NumberToken,
  text: string,
  paired: readonly PairedValue[],
): boolean {
  if (!ofAll.test(text.slice(0, range.start)) || !whom.test(text.slice(range.end))) return false
  const part = paired.findLast(({ claim }) => claim.range.end <= range.start)
  return part !== undefined && countColumn(part.value) === quantity.decimal
}

function countColumn({ headers }: CellValue): string | undefined {
  return headers.flatMap((head) => /\(\s*N\s*=\s*(\d+)\s*\)/i.exec(head)?.[1] ?? []).at(-1)
}

/** Who is counted with a share of all has had one or more of what the row names. */
function isLeast({ range }: NumberToken, text: string, paired: readonly PairedValue[]): boolean {
  const spelled = text.slice(range.start, range.end)
  const counts = paired.filter(({ value }) => value.token.quantity.unit !== '%')
  return (
    /^(?:at least )?one$/i.test(spelled) &&
    /\bat least $/i.test(`${text.slice(0, range.start)}${spelled.replace(/one$/i, '')}`) &&
    counts.length > 0 &&
    counts.every(({ value }) => value.headers.some((head) => /^n\s?\(\s?%\s?\)$/i.test(head)))
  )
}
