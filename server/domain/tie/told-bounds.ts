/** A number of a name with the side of it that is meant: '' where it is the number itself. */
type Bound = {
  readonly value: number
  readonly kind: '' | '≥' | '>' | '≤' | '<'
  readonly isShare: boolean
}

const sides: readonly (readonly [kind: Bound['kind'], before: RegExp, behind: RegExp])[] = [
  ['≥', /^(?:≥|>=|at least|from)$/i, /^(?:higher|more|above|older|over|greater|worse|later)$/i],
  ['≤', /^(?:≤|<=|at most|up to)$/i, /^(?:lower|less|younger|under|below|fewer|earlier)$/i],
  ['>', /^(?:>|more than|over|above|older than|greater than|higher than|exceeding)$/i, /^$/],
  ['<', /^(?:<|less than|fewer than|under|below|younger than|lower than)$/i, /^$/],
]

const bounded =
  /(?:(>=|<=|[<>≥≤]|\b(?:at least|at most|(?:more|less|fewer|older|greater|higher|younger|lower) than|over|above|under|below|exceeding))\s*)?(?<![\d.,:])(\d+(?:\.\d+)?)(?!\d|[.:]\d)(?:\s*(%|per ?cent)|\s*[-\s]?(?:years?|months?|weeks?|days?|times)\b)?(?:\s*,?\s*(?:or|and)\s+(higher|more|above|older|over|greater|worse|later|lower|less|younger|under|below|fewer|earlier)\b|(\+))?/gi

/** Every number of a text with its bound: "≥65", "65 or older", "above 65". */
export function listBounds(text: string): readonly Bound[] {
  return Array.from(
    text.matchAll(bounded),
    ([, before = '', value = '', share, behind = '', plus]) => {
      const side = sides.find(
        ([, lead, tail]) => lead.test(before) || (behind && tail.test(behind)),
      )
      return {
        value: Number(value),
        kind: plus ? '≥' : (side?.[0] ?? ''),
        isShare: share !== undefined,
      }
    },
  )
}

/** Digits and signs that no token has and no name: what was not read is not accounted for. */
export function hasUnread(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
  names: string,
): boolean {
  return Array.from(text.matchAll(/\d+(?:[:/–-]\d+)*|[~≈±₹¥₩₽₺]/g)).some(({ 0: word, index }) => {
    const isRead = (at: number): boolean => ranges.some(({ start, end }) => start <= at && at < end)
    return !(isRead(index) && isRead(index + word.length - 1)) && !names.includes(word)
  })
}
