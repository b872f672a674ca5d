import { splitSentences } from '../../../shared/text/sentences.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { applyEdits } from './apply-edits.ts'
import { changeTense, type TenseChange, type TenseMode } from './change-tense.ts'

/** As `changeTense`, for words that may be several sentences, such as a table's note. */
export function changeSentences(text: string, mode: TenseMode): Omit<TenseChange, 'usedMode'> {
  const changes = splitSentences(text, { start: 0, end: text.length }).map((range) => ({
    start: range.start,
    change: changeTense(sliceRange(text, range), mode),
  }))
  const edits = changes.flatMap(({ start, change }) =>
    change.edits.map((edit) => ({ ...edit, start: start + edit.start, end: start + edit.end })),
  )
  let grown = 0
  const leftToWriter = changes.flatMap(({ start, change }) => {
    const at = start + grown
    for (const edit of change.edits) grown += edit.text.length - (edit.end - edit.start)
    return change.leftToWriter.map((range) => ({ start: at + range.start, end: at + range.end }))
  })
  return { ...applyEdits(text, edits), edits, leftToWriter }
}
