import { foldText } from '../../shared/text/fold.ts'
import { sliceRange, trimRange, type TextRange } from '../../shared/text/range.ts'
import { tableName } from './rules/table-names.ts'

/** Fewer words than this may be anybody's, unless they are all of what the template says there. */
const fewestWords = 4

/**
 * Whether all of `pieces` of a document's text are words that its template has outside of rules and
 * placeholders; false where there are none.
 */
export function areTemplateWords(
  templateParagraphs: readonly string[],
  text: string,
  pieces: readonly TextRange[],
): boolean {
  return createTemplateWords(templateParagraphs)(text, pieces)
}

/** `areTemplateWords` for many pieces: the template is cut once. */
export function createTemplateWords(
  templateParagraphs: readonly string[],
): (text: string, pieces: readonly TextRange[]) => boolean {
  const own = listOwnWords(templateParagraphs)
  const whole = new Set(own)
  return (text, pieces) => {
    const lines = pieces.flatMap((piece) => listLines(sliceRange(text, piece)))
    return (
      lines.length > 0 &&
      lines.every(
        (line) => whole.has(line) || (isLong(line) && own.some((one) => one.includes(line))),
      )
    )
  }
}

/** What is left of `range` without `holes`: pieces that hold more than blanks and marks. */
export function subtractRanges(
  text: string,
  range: TextRange,
  holes: readonly TextRange[],
): TextRange[] {
  const pieces: TextRange[] = []
  let start = range.start
  for (const hole of holes.toSorted((a, b) => a.start - b.start)) {
    pieces.push({ start, end: Math.min(hole.start, range.end) })
    start = Math.max(start, hole.end)
  }
  pieces.push({ start, end: range.end })
  return pieces
    .filter((piece) => piece.start < piece.end && /[\p{L}\p{N}]/u.test(sliceRange(text, piece)))
    .map((piece) => trimRange(text, piece))
}

/** A rule may span paragraphs, so the whole template is cut at once. */
function listOwnWords(templateParagraphs: readonly string[]): string[] {
  const withoutRules = templateParagraphs
    .join('\n')
    .replace(/\[\[[\s\S]*?\]\]|\{\{[\s\S]*?\}\}/g, '\n')
    .replace(tableName, '\n')
  return listLines(withoutRules)
}

function listLines(text: string): string[] {
  return text
    .split(/[\n\t]/)
    .map((line) => foldText(line).folded.trim())
    .filter((line) => line !== '')
}

function isLong(line: string): boolean {
  return line.split(' ').length >= fewestWords
}
