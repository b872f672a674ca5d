import type { EditReport } from '../host/document-editor.ts'

/** What is put into the document. */
export type Addition = 'footnote' | 'comment' | 'answer'

type EditWords = {
  readonly intent: 'success' | 'warning' | 'error'
  readonly title: string
  /** Why, where the document says so, and what to do. */
  readonly lines: readonly string[]
}

/** What came of putting something into the document. */
export function describeEdit(addition: Addition, report: EditReport): EditWords {
  switch (report.outcome) {
    case 'applied':
      return {
        intent: 'success',
        title: `The ${addition} is in the document.`,
        lines: [describeTracking(addition, report.isTracked)],
      }
    case 'changed':
      return {
        intent: 'warning',
        title: `The ${addition} was not put in: the place in the document has changed.`,
        lines: [report.reason, 'Select the words again as they are now, then try again.'],
      }
    case 'refused':
      return {
        intent: 'error',
        title: `The ${addition} was not put in: the document did not take it.`,
        lines: [report.reason, 'See whether the document may be edited, or copy the text instead.'],
      }
  }
}

function describeTracking(addition: Addition, isTracked: boolean): string {
  if (isTracked) return 'It is a tracked change: accept or reject it in the document.'
  return addition === 'comment'
    ? 'The text itself is unchanged; delete the comment to take it back.'
    : 'It is not a tracked change: undo takes it back.'
}
