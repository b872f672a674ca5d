import type { Rule } from '../../../shared/model/template.ts'
import { foldTableNumber } from '../cell-address.ts'
import { findText, findValue, listTexts } from './rule-parameters.ts'
import { findTableName, listPieceSources, type WordingPiece } from './value-text.ts'

/** `{table 14-3.01}` where braces else are words; `\{table 14-3.01}` is the words themselves. */
export const tableName = /(?<!\\)\{\s*table\s+([^{}|\s]+)\s*\}/giu

export function splitTableNames(text: string): readonly WordingPiece[] {
  const pieces: WordingPiece[] = []
  let at = 0
  for (const match of text.matchAll(tableName)) {
    pieces.push(words(text.slice(at, match.index)), { kind: 'table', number: match[1] ?? '' })
    at = match.index + match[0].length
  }
  return [...pieces, words(text.slice(at))]
}

/** Numbers of the tables that a rule names, as they are written. */
function listNamedTables(rule: Rule): readonly string[] {
  if (rule.kind === 'reference') return listTexts(rule, 'number')
  const wordings = (wordingParameters.get(rule.kind) ?? []).flatMap(
    (name) => findText(rule, name) ?? [],
  )
  return rule.kind === 'fixed'
    ? wordings.flatMap((text) => [...text.matchAll(tableName)].map((match) => match[1] ?? ''))
    : wordings.flatMap(listPieceSources).flatMap((source) => findTableName(source) ?? [])
}

/** Numbers, folded, of the tables that rules place; `isOpen` where one takes all that there are. */
export type PlacedTables = { readonly numbers: ReadonlySet<string>; readonly isOpen: boolean }

export function listPlacedTables(rules: readonly Rule[]): PlacedTables {
  const placing = rules.filter(({ kind }) => kind === 'table' || kind === 'append')
  return {
    numbers: new Set(placing.flatMap((rule) => listTexts(rule, 'number').map(foldTableNumber))),
    isOpen: placing.some((rule) => !findValue(rule, 'number')),
  }
}

/** The first table that a rule names and none places, in words for the template's writer. */
export function findTableMistake(rule: Rule, placed: PlacedTables): string | undefined {
  if (placed.isOpen) return undefined
  const lost = listNamedTables(rule).find((name) => !placed.numbers.has(foldTableNumber(name)))
  return lost === undefined
    ? undefined
    : `no rule table or append of this template places table ${lost}, which is named here`
}

const wordingParameters: ReadonlyMap<string, readonly string[]> = new Map([
  ['cell', ['text']],
  ['compute', ['text']],
  ['fixed', ['text']],
  ['when', ['then', 'else']],
])

function words(text: string): WordingPiece {
  return { kind: 'words', text: text.replace(/\\(?=\{\s*table\s)/gi, '') }
}
