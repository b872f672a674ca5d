import type { Reading } from './reading.ts'

/** Counts, so that files can be added up. */
export type Score = {
  /** Words to insert, delete or replace, of the words of the longer text. */
  readonly edits: number
  readonly words: number
  readonly sharedWords: number
  readonly wordsOfBoth: number
  readonly headings: Share
  /** Cells at the same place of the table of the same ordinal. */
  readonly cells: Share
}

export type Share = { readonly right: number; readonly found: number; readonly expected: number }

export function compare(found: Reading, expected: Reading): Score {
  return {
    edits: countEdits(found.words, expected.words),
    words: Math.max(found.words.length, expected.words.length),
    sharedWords: countShared(found.words, expected.words),
    wordsOfBoth: found.words.length + expected.words.length,
    headings: share(found.headings, expected.headings),
    cells: share(listCells(found), listCells(expected)),
  }
}

/** From 0 to 1: two empty texts are the same. */
export function similarity({ edits, words }: Score): number {
  return words === 0 ? 1 : 1 - edits / words
}

export function addScores(scores: readonly Score[]): Score {
  const sum = (pick: (one: Score) => number) => scores.reduce((all, one) => all + pick(one), 0)
  const sumShares = (pick: (one: Score) => Share) => ({
    right: sum((one) => pick(one).right),
    found: sum((one) => pick(one).found),
    expected: sum((one) => pick(one).expected),
  })
  return {
    edits: sum((one) => one.edits),
    words: sum((one) => one.words),
    sharedWords: sum((one) => one.sharedWords),
    wordsOfBoth: sum((one) => one.wordsOfBoth),
    headings: sumShares((one) => one.headings),
    cells: sumShares((one) => one.cells),
  }
}

function share(found: readonly string[], expected: readonly string[]): Share {
  const right = countShared(found, expected)
  return { right, found: found.length, expected: expected.length }
}

/** Each cell with its place, so that cells are the same only where place and words are. */
function listCells({ tables }: Reading): string[] {
  return tables.flatMap((rows, table) =>
    rows.flatMap((cells, row) => cells.map((cell, column) => `${table} ${row} ${column} ${cell}`)),
  )
}

/** How many of both, each as often as it stands in both. */
function countShared(found: readonly string[], expected: readonly string[]): number {
  const left = new Map<string, number>()
  for (const one of expected) left.set(one, (left.get(one) ?? 0) + 1)
  return found.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count > 0
  }).length
}

/** Levenshtein's distance over words. */
function countEdits(found: readonly string[], expected: readonly string[]): number {
  let above = Uint32Array.from({ length: expected.length + 1 }, (_, index) => index)
  for (const [row, word] of found.entries()) {
    const current = new Uint32Array(expected.length + 1)
    current[0] = row + 1
    for (let at = 1; at <= expected.length; at++) {
      const replaced = (above[at - 1] ?? 0) + (word === expected[at - 1] ? 0 : 1)
      current[at] = Math.min(replaced, (above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1)
    }
    above = current
  }
  return above[expected.length] ?? 0
}
