import type { PairedValue } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

type Place = { readonly column: string; readonly at: number }

/**
 * True where a row names the groups of its columns itself ("dose reduction of olmarel or placebo"), so that their
 * names in a claim may be the row's, and the claim tells each group once and in another order than its value.
 */
export function areColumnsSwapped(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const values = collapse(listValues(paired, evidence))
  const columns = new Set(values.map(({ column }) => column))
  if (columns.size < 2 || values.length !== columns.size) return false
  const names = listNames(columns)
  const rows = evidence.flatMap(({ cell }) => cell?.reference.rowPath ?? []).join(' ')
  if (!readWords(rows).some(({ word }) => names.has(word))) return false
  const told = readWords(text).flatMap(({ word, at }): readonly Place[] => {
    const column = names.get(word)
    return column === undefined ? [] : [{ column, at }]
  })
  const once = collapse(told)
  const isOnce = once.length === columns.size
  return isOnce && once.some(({ column }, at) => column !== values[at]?.column)
}

function listValues(
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly Place[] {
  return paired
    .map(({ claim, value }) => ({
      column: (evidence[value.index]?.cell?.reference.columnPath ?? []).join(' '),
      at: claim.range.start,
    }))
    .toSorted((a, b) => a.at - b.at)
}

/** Words that stand in the head of one column alone. */
function listNames(columns: ReadonlySet<string>): ReadonlyMap<string, string> {
  const all = [...columns].flatMap((column) =>
    [...new Set(readWords(column).map(({ word }) => word))].map((word) => ({ word, column })),
  )
  const alone = all.filter(({ word }) => all.filter((one) => one.word === word).length === 1)
  return new Map(alone.map(({ word, column }) => [word, column]))
}

function readWords(text: string): readonly { readonly word: string; readonly at: number }[] {
  return Array.from(text.toLowerCase().matchAll(/\p{L}{3,}/gu), ({ 0: word, index }) => ({
    word,
    at: index,
  }))
}

function collapse(places: readonly Place[]): readonly Place[] {
  return places.filter(({ column }, at) => column !== places[at - 1]?.column)
}
