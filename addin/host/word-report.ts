import type { EditReport } from './document-editor.ts'
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

const whatToDo =
  'The document or these words may be protected or open for reading only: lift that in Word, and try again.'
const gone = 'These words are not in the document any more.'
const unsure =
  'These words stand in the document more than once, and which are meant can’t be told.'
const unreachable =
  'Word does not give these words to the pane as one range. Change them in the document by hand.'
