import type { AnchorState } from '../../../shared/model/vocabulary.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import type { RuleWording } from '../rules/template-wording.ts'
import { splitPieces, type TextPiece } from '../rules/value-text.ts'

/** A sentence that a template's rule wrote, as it stands now. */
export type WordedSentence = {
  readonly text: string
  readonly anchor: AnchorState
  /** What the rule's run wrote; undefined where it is not known. */
  readonly written: string | undefined
  /** Undefined for a rule that puts no words around values. */
  readonly wording: RuleWording | undefined
}

/**
 * Whether a claim is nothing but sentences that rules wrote, in the words of these rules and with the
 * values that they took: an approval of the wordings speaks of no other. One changed, added or
 * left out letter or digit makes another sentence of it; blanks and the form of quote marks don't.
 */
export function isAsWritten(claim: string, sentences: readonly WordedSentence[]): boolean {
  return (
    sentences.length > 0 &&
    fold(sentences.map(({ text }) => text).join(' ')) === fold(claim) &&
    sentences.every(
      ({ text, anchor, written, wording }) =>
        (anchor === 'intact' || anchor === 'moved') &&
        written !== undefined &&
        wording !== undefined &&
        fold(written) === fold(text) &&
        hasWording(text, wording),
    )
  )
}

/** Whether a text is a sentence of the wording, with anything in the places of its values. */
export function hasWording(text: string, { text: ruleText }: RuleWording): boolean {
  const pieces = splitPieces(ruleText)
  return standIns.some((standIn) =>
    listPatterns(pieces, standIn).some((pattern) => fits(fold(text), pattern)),
  )
}

/** Where a sentence ends may depend on the value that the next one begins with. */
const standIns = ['¤', '7', 'Seven']

/** The words between the values of a sentence, in order; values stand between any two. */
type Pattern = readonly string[]

function listPatterns(pieces: readonly TextPiece[], standIn: string): readonly Pattern[] {
  let text = ''
  const values: number[] = []
  for (const piece of pieces) {
    if (piece.kind === 'value') values.push(text.length)
    text += piece.kind === 'words' ? piece.text : standIn
  }
  return splitSentences(text).map((sentence) => {
    const inside = values.filter((at) => at >= sentence.start && at < sentence.end)
    const starts = [sentence.start, ...inside.map((at) => at + standIn.length)]
    return starts.map((start, at) =>
      fold(sliceRange(text, { start, end: inside[at] ?? sentence.end }), false),
    )
  })
}

/**
 * Every value takes at least one character. The leftmost place of each piece leaves the most room for
 * the others, so that nothing has to be tried twice.
 */
function fits(text: string, pattern: Pattern): boolean {
  const [first = '', ...others] = pattern
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const words of others) {
    const found = text.indexOf(words, at + 1)
    if (found < 0) return false
    at = found + words.length
  }
  return text.endsWith(last) && text.length - last.length > at
}

/** Quote marks as Word curls them, and blanks, are no words. */
function fold(text: string, isWhole = true): string {
  const folded = text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\s+/g, ' ')
  return isWhole ? folded.trim() : folded
}
