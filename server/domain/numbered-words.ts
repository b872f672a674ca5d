import { findTerms, isNumberTerm } from '../../shared/text/terms.ts'

/** "Class 2": a word with the number behind it, which says which one of such things is meant. */
export type Numbered = { readonly word: string; readonly number: string }

/** In order, with repetition; both as terms. */
export function listNumbered(text: string): Numbered[] {
  const terms = findTerms(text)
  return terms.flatMap(({ term, range }, at) => {
    const before = terms[at - 1]
    if (!before || !isNumberTerm(term) || isNumberTerm(before.term)) return []
    // a row's cells are parted by tabs: its name has nothing to do with its first value
    const isBeside = text.slice(before.range.end, range.start) === ' '
    return isBeside ? [{ word: before.term, number: term }] : []
  })
}

/** The numbers of `wanted` that a row has only as others: its "Class 1" has nothing of "Class 2". */
export function findOtherNumbered(wanted: readonly Numbered[], row: string): ReadonlySet<string> {
  const own = listNumbered(row)
  const isSame = (a: Numbered, b: Numbered) => a.word === b.word && a.number === b.number
  const others = wanted.filter(
    (one) => own.some(({ word }) => word === one.word) && !own.some((other) => isSame(one, other)),
  )
  return new Set(others.map(({ number }) => number))
}
