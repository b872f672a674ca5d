import type { EvidenceSource } from '../evidence.ts'
import type { FoundCell, TiedFinding } from '../tie/decide-tied.ts'
import { openTables } from '../tie/open-tables.ts'
import { readOneRecord, type OneRecord, type ToldField } from './read-one-record.ts'

/**
 * What the lists of some sources have of the one record that a sentence tells of. Undefined where none has all of it,
 * or where more than one thing is told otherwise: then it may speak of something else.
 */
export function findOneRecord(
  sources: readonly EvidenceSource[],
  text: string,
): TiedFinding | undefined {
  const read = openTables(sources).lists.flatMap((list) => readOneRecord(text, list) ?? [])
  const right = read.filter(({ told }) => told.every(({ holds }) => holds))
  const wrong = read.filter(({ told }) => told.some(({ holds }) => !holds))
  const [own] = right
  if (own && wrong.length === 0) return toFinding(own, 'supported')
  const [rival, ...others] = wrong
  if (!rival || others.length > 0 || listWrong(rival).length > 1) return undefined
  // two lists that say different things are both to be looked at
  return toFinding(rival, own ? 'partly_supported' : 'contradicted')
}

function listWrong({ told }: OneRecord): readonly ToldField[] {
  return told.filter(({ holds }) => !holds)
}

function toFinding(one: OneRecord, state: TiedFinding['state']): TiedFinding {
  const cells = new Map(one.told.map((told) => [told, toCell(told.field)]))
  const given = [...cells.values()]
  const isNamed = given.some(({ reference }) => reference !== null)
  return {
    state,
    source: one.list.source,
    record: one.key.words,
    // where no cell says which record it is of, what it is called does
    cells: isNamed ? given : [toCell(one.key), ...given],
    differences: listWrong(one).map((told) => ({
      kind: told.column.kind === 'text' ? 'words' : told.column.kind,
      claim: told.range,
      cell: cells.get(told),
    })),
  }
}

function toCell({ range, words, reference }: OneRecord['key']): FoundCell {
  return { range, words, reference: reference ?? null }
}
