import { describe, expect, it } from 'vitest'
import type { StatusResponse } from '../../../shared/contract/documents.ts'
import { buildReport } from '../build-sources.ts'
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
  version: { number: 2, sizeBytes: 48_000 },
} as const

function run(...events: OpenDocumentEvent[]): OpenDocument {
  return events.reduce(reduceOpenDocument, initialDocument)
}

describe('the open document', () => {
  it('is opened when the host knows it, and chosen by the user otherwise', () => {
    expect(run({ type: 'identified', documentId: 'a' })).toEqual({
      status: 'opening',
      documentId: 'a',
      asItIs: false,
      isUnchanged: false,
    })
    expect(run({ type: 'identified', documentId: undefined })).toEqual({ status: 'choosing' })
  })

  it('is identified anew once the user has said whether the file is a copy', () => {
    const fork = { documentName: 'Report', hasSameText: true }
    const asking = run({ type: 'fork_found', fork })
    expect(asking).toEqual({ status: 'asking', fork })
    expect(reduceOpenDocument(asking, { type: 'fork_settled' })).toEqual(initialDocument)
  })

  it('is open once its name and sections are there', () => {
    expect(run({ type: 'chosen', documentId: 'a' }, opened)).toEqual({
      status: 'open',
      documentId: 'a',
      documentName: 'Report',
      sections: [],
      version: { number: 2, sizeBytes: 48_000 },
      isUnchanged: false,
    })
  })

  it('remembers that the server had its bytes, until a version is made', () => {
    const identified = { type: 'identified', documentId: 'a', isUnchanged: true } as const
    const version = { number: 3, sizeBytes: 49_000 }
    const made = { type: 'version_made', documentId: 'a', version } as const
    expect(run(identified, opened)).toMatchObject({ isUnchanged: true })
    expect(run(identified, opened, made)).toMatchObject({ isUnchanged: false, version })
    expect(run(identified, opened, { ...made, documentId: 'b' })).toMatchObject({
      isUnchanged: true,
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
      asItIs: false,
      isUnchanged: false,
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

  describe('while its run is not over', () => {
    const notReady = {
      type: 'not_ready',
      documentId: 'a',
      documentName: 'Report',
      sources: [],
      hasVersion: true,
    } as const
    const chosen = { type: 'chosen', documentId: 'a' } as const
    const reported = (fields: Partial<StatusResponse>) =>
      ({ type: 'reported', report: buildReport(fields), etag: '"1"' }) as const

    it('keeps the last report, and opens once the document is ready', () => {
      const waiting = run(chosen, notReady, reported({ progress: 40 }))
      expect(waiting).toMatchObject({ status: 'waiting', report: { progress: 40 }, etag: '"1"' })
      const ready = reduceOpenDocument(waiting, reported({ status: 'Ready' }))
      expect(ready).toMatchObject({ status: 'opening', documentId: 'a', asItIs: false })
    })

    it('is retried until the next report', () => {
      const failed = run(chosen, notReady, reported({ status: 'Failed' }))
      const retried = reduceOpenDocument(failed, { type: 'run_retried' })
      expect(retried).toMatchObject({ status: 'waiting', isRetrying: true })
      const again = reduceOpenDocument(retried, reported({ status: 'Pending' }))
      expect(again).toMatchObject({ isRetrying: false, report: { status: 'Pending' } })
    })

    it('can be opened in the version that it has', () => {
      expect(run(chosen, notReady, { type: 'taken_as_it_is' })).toMatchObject({
        status: 'opening',
        documentId: 'a',
        asItIs: true,
      })
    })

    it('drops a report that comes after another document was chosen', () => {
      const other = run(chosen, notReady, { type: 'chosen', documentId: 'b' })
      for (const event of [reported({}), notReady, { type: 'run_retried' } as const]) {
        expect(reduceOpenDocument(other, event)).toBe(other)
      }
    })
  })
})
