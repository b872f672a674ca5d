import { describe, expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import {
  initialDocument,
  reduceOpenDocument,
  type OpenDocument,
  type OpenDocumentEvent,
} from '../../../addin/state/open-document.ts'

const problem = createProblem('not_found', 404, 'Not found', 'There is no such document', '/')
const opened = {
  type: 'opened',
  documentId: 'a',
  documentName: 'Report',
  sections: [],
} as const

function run(...events: OpenDocumentEvent[]): OpenDocument {
  return events.reduce(reduceOpenDocument, initialDocument)
}

describe('the open document', () => {
  it('is opened when the host knows it, and chosen by the user otherwise', () => {
    expect(run({ type: 'identified', documentId: 'a' })).toEqual({
      status: 'opening',
      documentId: 'a',
    })
    expect(run({ type: 'identified', documentId: undefined })).toEqual({ status: 'choosing' })
  })

  it('is open once its name and sections are there', () => {
    expect(run({ type: 'chosen', documentId: 'a' }, opened)).toEqual({
      status: 'open',
      documentId: 'a',
      documentName: 'Report',
      sections: [],
    })
  })

  it('drops what arrives of a document that is no longer wanted', () => {
    const state = run({ type: 'chosen', documentId: 'b' })
    expect(reduceOpenDocument(state, opened)).toBe(state)
    const late = { type: 'identified', documentId: 'a' } as const
    expect(reduceOpenDocument(state, late)).toBe(state)
  })

  it('is tried again where it failed: in opening, or in finding out which one it is', () => {
    const failed = { type: 'failed', problem } as const
    const retried = { type: 'retried' } as const
    expect(run({ type: 'chosen', documentId: 'a' }, failed, retried)).toEqual({
      status: 'opening',
      documentId: 'a',
    })
    expect(run(failed, retried)).toEqual(initialDocument)
  })

  it('can be changed for another, or sent again', () => {
    expect(run({ type: 'chosen', documentId: 'a' }, opened, { type: 'closed' })).toEqual({
      status: 'choosing',
    })
    expect(run({ type: 'chosen', documentId: 'a' }, opened, { type: 'identify_again' })).toEqual(
      initialDocument,
    )
  })
})
