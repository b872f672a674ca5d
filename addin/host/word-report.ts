import type { EditReport } from './document-editor.ts'
import { createWordError } from './word-calls.ts'
import type { Failure } from './word-tracking.ts'

export function notFound(why: 'gone' | 'unsure' | 'unreachable'): EditReport {
  if (why === 'unreachable') return refused(unreachable)
  return { outcome: 'changed', reason: why === 'gone' ? gone : unsure }
}

export function refused(reason: string): EditReport {
  return { outcome: 'refused', reason }
}

/** Why Word left the document as it was, in Word's words where it gave any. */
export function explainRefusal(failure: Failure | undefined): string {
  if (!failure) return `Word took the edit and did nothing. ${whatToDo}`
  const { error } = failure
  return `Word refused the edit (${error.code}: ${error.message}). ${whatToDo}`
}

/** To be thrown where an edit was made and the document holds something else than was asked for. */
export function createDiffers(whereToLook: string): Error {
  const what = 'Word changed the words otherwise than it was asked to.'
  return createWordError(
    'differs',
    `${what} ${whereToLook}, and undo the change in Word if it is wrong.`,
  )
}

export const lockedControl =
  'The words stand in a locked content control: unlock it in Word (Developer, Properties), and try again.'

const whatToDo =
  'The document or these words may be protected or open for reading only: lift that in Word, and try again.'
const gone = 'These words are not in the document any more.'
const unsure =
  'These words stand in the document more than once, or were changed: which are meant can’t be told.'
const unreachable =
  'Word does not give these words to the pane as one range. Change them in the document by hand.'
