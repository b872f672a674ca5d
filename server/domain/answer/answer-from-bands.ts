import { sliceRange } from '../../../shared/text/range.ts'
import { stateRecord } from './answer-from-records.ts'
import { stateCells } from './cell-statement.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import { isAmending } from './find-amendment.ts'
import type { FoundBand } from './find-band.ts'
import type { FoundMissed } from './find-missed.ts'
import { describeMissed, phrases } from './phrases.ts'
import { createNote, toLine } from './statement.ts'

/** More scales than these have the value by chance. */
const mostBands = 3

/** The row of each scale that has the value; what changes another one goes first. */
export function answerFromBands(found: readonly FoundBand[]): PartialAnswer | undefined {
  const [first, ...others] = found.toSorted((a, b) => Number(amends(b)) - Number(amends(a)))
  if (!first || found.length > mostBands) return undefined
  const isChanged = others.length > 0 && amends(first)
  const reason = others.length > 0 ? 'sources_disagree' : 'answered'
  return {
    sentences: [
      ...(isChanged ? [createNote(phrases.changed)] : []),
      stateRecord(first),
      ...(others.length > 0 && !isChanged ? [createNote(phrases.disagree)] : []),
      ...others.map(stateRecord),
    ],
    verdict: createVerdict('record', first.isSure ? reason : 'partly_matched'),
    isHeld: true,
  }
}

function amends({ table: { place } }: FoundBand): boolean {
  const { blocks, text } = place.source.sourceText
  const before = blocks[blocks.indexOf(place.table) - 1]
  return before !== undefined && isAmending(sliceRange(text, before.range))
}

/** The rows on that side of their target; undefined without any, since a row that is not there cites nothing. */
export function answerFromMissed({
  rows,
  compared,
  head,
  side,
}: FoundMissed): PartialAnswer | undefined {
  if (rows.length === 0) return undefined
  return {
    sentences: [
      createNote(describeMissed(rows.length, compared, toLine(head), side)),
      ...rows.map(stateCells),
    ],
    verdict: createVerdict('comparison', 'answered'),
    isHeld: true,
  }
}
