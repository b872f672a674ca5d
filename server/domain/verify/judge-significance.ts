import type { TextRange } from '../../../shared/text/range.ts'
import { isPValueHead } from '../cell-parts.ts'
import type { CellValue, PairedValue, Pairing } from './cell-values.ts'

/** What a claim says of significance against the p-values it gives. */
type SignificanceJudgement = {
  /** Words that its p-values contradict. */
  readonly wrong: readonly TextRange[]
  /** True where "did not differ" is what p-values of 0.05 and more say. */
  readonly explainsNegation: boolean
}

/**
 * The p-values that a claim speaks of and does not give: "the difference was significant". Each is paired
 * with the word that tells it. `isMeant` tells whether a claim can speak of a value.
 */
export function implyPValues(
  text: string,
  { paired, unused }: Pairing,
  isMeant: (value: CellValue) => boolean,
): readonly PairedValue[] {
  const told = /(?<!\bclinically )\bsignifican(?:t|tly|ce)\b/i.exec(text)
  if (!told || paired.length > 0) return []
  const range = { start: told.index, end: told.index + told[0].length }
  return unused
    .filter((value) => value.headers.some(isPValueHead) && isMeant(value))
    .map((value) => ({ claim: { ...value.token, range }, value }))
}

/** Of the tests of a study, unless it says otherwise. */
const level = 0.05

const words =
  /\bsignifican(?:t|tly|ce)\b|\bdiffer(?:ed|s)?\b|\b(?:show(?:n|ed|s)?|demonstrated?|established) (?:an? )?(?:dose|effect|difference)|dose response (?:(?:was|were|is) (?:not )?|could (?:not )?be )(?:shown|demonstrated)|\bshow a\b/gi

const balance = /\b(?:im|un)?balanced?\b/gi

const pValue = /\bp\s*(?:-?\s*values?)?\s*(?:of|was|were|is|[=:(])?\s*$/i

export function judgeSignificance(
  text: string,
  paired: readonly PairedValue[],
  negations: readonly TextRange[],
): SignificanceJudgement {
  const values = paired.filter(({ claim, value }) => {
    const isInHead = value.headers.some(isPValueHead)
    return pValue.test(text.slice(0, claim.range.start)) || isInHead
  })
  const told = Array.from(
    text.matchAll(isOfBalance(text) ? balance : words),
    ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
    }),
  )
  if (values.length === 0 || told.length === 0) return { wrong: [], explainsNegation: false }
  const isNegated = negations.length > 0
  const isDenied = isOfBalance(text) ? isNegated === /\b(?:im|un)balanc/i.test(text) : isNegated
  const small = values.filter(({ claim }) => isSmall(claim.quantity)).length
  // of several that a claim doesn't give, none may say otherwise
  const isImplied = values.every(({ claim }) =>
    told.some(({ start }) => start === claim.range.start),
  )
  const holds = isDenied ? small === 0 : isImplied ? small === values.length : small > 0
  return { wrong: holds ? [] : told.slice(0, 1), explainsNegation: isNegated && holds }
}

/** Groups that are balanced do not differ, and those that are not, do; "differ" itself is read by its own denial. */
function isOfBalance(text: string): boolean {
  return text.search(balance) >= 0 && text.search(words) < 0
}

function isSmall({ decimal, comparator }: PairedValue['claim']['quantity']): boolean {
  const value = Number(decimal)
  return comparator === '<' ? value <= level : value < level
}
