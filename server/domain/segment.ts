import type { Passage } from '../../shared/model/passage.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { maximumLength } from './segment-cuts.ts'
import { listUnits, type Unit } from './segment-units.ts'
import { looksLikeShell } from './shell-text.ts'

/** Goes up with every change that cuts any text elsewhere; passages are stored under it. */
export const segmenterVersion = '1'

/** A passage this long is not filled up with a part of a block that is cut anyway. */
const goodLength = 600

/** A passage this long is not filled up with a part of a block that fits whole into the next one. */
const goodRemainder = 250

/** A table up to this long is one passage: its parts say less without each other. */
const wholeTableLength = 1500

/**
 * Passages of about 600 to 1,000 UTF-16 units that tile the text (law 2). None goes on below the
 * next heading; a heading stands with what follows it, a table alone with its caption and notes.
 * Sentences and rows are never cut, save a sentence of more than 2,000 units.
 */
export function segment(sourceText: SourceText): Passage[] {
  const open = listUnits(sourceText).reduce<Packing>(pack, { done: [], last: undefined })
  return close(open).map((piece, ordinal, pieces) => {
    const start = ordinal === 0 ? 0 : piece.start
    const end = pieces[ordinal + 1]?.start ?? sourceText.text.length
    const { headingPath, caption, headerCells } = piece.content
    const isEvidence = piece.isEvidence && !looksLikeShell(sourceText.text.slice(start, end))
    return { ordinal, range: { start, end }, headingPath, caption, headerCells, isEvidence }
  })
}

/** A passage in the making; `content` is the unit that says what it is. */
type Piece = {
  readonly start: number
  readonly end: number
  readonly content: Unit
  readonly isEvidence: boolean
}

type Packing = { readonly done: Piece[]; readonly last: Piece | undefined }

function pack({ done, last }: Packing, unit: Unit): Packing {
  if (!last) return begin(done, unit.start, unit)
  if (!canJoin(last, unit)) return begin(close({ done, last }), unit.start, unit)
  const isOnlyHeading = last.content.kind === 'heading'
  const fits = unit.end - last.start <= maximumLength
  const enough = unit.end - unit.start <= maximumLength ? goodRemainder : goodLength
  const isEnough = unit.cuts.length === 0 || unit.start - last.start >= enough
  if (fits || isOnlyHeading || !isEnough) return begin(done, last.start, unit, last)
  return begin(close({ done, last }), unit.start, unit)
}

function close({ done, last }: Packing): Piece[] {
  if (last) done.push(last)
  return done
}

/** Text goes on with text; a heading takes what stands below it. */
function canJoin({ content }: Piece, unit: Unit): boolean {
  if (content.kind === 'heading') return unit.kind !== 'heading' || unit.level > content.level
  return content.kind === unit.kind && unit.kind !== 'table'
}

/** Starts a piece at `start`, cutting off finished ones while it is too long. */
function begin(done: Piece[], start: number, unit: Unit, last?: Piece): Packing {
  const isEvidence = unit.isEvidence || (last?.isEvidence ?? false)
  let at = start
  let isCut = false
  for (;;) {
    const limit = unit.kind === 'table' ? wholeTableLength : maximumLength
    const cut = unit.end - at > limit ? findCut(unit, at) : undefined
    const piece = { start: at, content: unit, isEvidence: isCut ? unit.isEvidence : isEvidence }
    if (cut === undefined) return { done, last: { ...piece, end: unit.end } }
    done.push({ ...piece, end: cut })
    at = cut
    isCut = true
  }
}

/** The last cut that leaves a piece within the limit, near the middle of what two pieces hold. */
function findCut({ start: unitStart, end, cuts }: Unit, start: number): number | undefined {
  const rest = end - start
  const aim = rest < 2 * maximumLength ? Math.min(maximumLength, rest / 2 + 150) : maximumLength
  const earliest = Math.max(start, unitStart)
  const next = countUpTo(cuts, start + aim)
  const before = cuts[next - 1]
  if (before !== undefined && before > earliest) return before
  return cuts[Math.max(next, countUpTo(cuts, earliest))]
}

/** How many of the rising numbers are no greater than `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
