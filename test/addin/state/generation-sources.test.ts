import { expect, test } from 'vitest'
import {
  listRead,
  listUnread,
  reduceChosenSources,
  sortByName,
  type ChosenSource,
  type ChosenSourcesEvent,
} from '../../../addin/state/generation-sources.ts'
import type { AddedSource, DocumentDetails } from '../../../shared/contract/documents.ts'
import { createProblem } from '../../../client/api-error.ts'

const documentId = '11111111-1111-4111-8111-111111111111'
const problem = createProblem('unsupported_type', 400, 'Not read', 'A .doc is not read.', '')
const file = { key: 'a', name: 'protocol.pdf', size: 2_000 }
const added = { document_id: documentId, name: 'protocol.pdf', size_bytes: 2_000 } as AddedSource
const details = (change: Partial<DocumentDetails>) =>
  ({
    id: documentId,
    name: 'protocol.pdf',
    size_bytes: 2_000,
    status: 'completed',
    role: 'protocol',
    role_confidence: 0.77,
    chunk_count: 56,
    error: null,
    ...change,
  }) as DocumentDetails

const after = (...events: ChosenSourcesEvent[]): readonly ChosenSource[] =>
  events.reduce(reduceChosenSources, [])

test('a file is sent, then read, and has its role with how sure it is', () => {
  const sent = after({ type: 'added', files: [file] }, { type: 'sent', key: 'a', added })
  expect(listUnread(sent)).toEqual([documentId])
  expect(listRead(sent)).toEqual([])
  const read = reduceChosenSources(sent, { type: 'told', details: details({}) })
  expect(read[0]?.standing).toEqual({
    status: 'read',
    documentId,
    role: 'protocol',
    confidence: 0.77,
    passages: 56,
  })
  expect(listUnread(read)).toEqual([])
  expect(listRead(read)).toEqual([documentId])
})

test('a source that is still being read is asked about again', () => {
  const sent = after(
    { type: 'added', files: [file] },
    { type: 'sent', key: 'a', added },
    { type: 'told', details: details({ status: 'processing' }) },
  )
  expect(listUnread(sent)).toEqual([documentId])
})

test('one that can not be read says why, and no run is given it', () => {
  const error = { code: 'unreadable', message: 'the file is damaged' }
  const state = after(
    { type: 'chosen', documentId, name: 'protocol.pdf' },
    { type: 'told', details: details({ status: 'failed', error }) },
  )
  expect(state[0]?.standing).toEqual({
    status: 'unreadable',
    documentId,
    reason: 'the file is damaged',
  })
  expect(listRead(state)).toEqual([])
})

test('a refused file keeps its place, and is sent again', () => {
  const refused = after({ type: 'added', files: [file] }, { type: 'refused', key: 'a', problem })
  expect(refused[0]?.standing).toEqual({ status: 'refused', problem })
  const again = reduceChosenSources(refused, { type: 'resent', key: 'a' })
  expect(again[0]?.standing).toEqual({ status: 'sending' })
})

test('the bytes of a source that is chosen already are not listed twice', () => {
  const state = after(
    { type: 'chosen', documentId, name: 'protocol.pdf' },
    { type: 'added', files: [file, { ...file, key: 'b', name: 'copy.pdf' }] },
    { type: 'sent', key: 'a', added },
    { type: 'sent', key: 'b', added },
    { type: 'chosen', documentId, name: 'protocol.pdf' },
  )
  expect(state.map(({ key }) => key)).toEqual(['b'])
})

test('what comes for a source that was removed changes nothing', () => {
  const state = after(
    { type: 'added', files: [file] },
    { type: 'removed', key: 'a' },
    { type: 'sent', key: 'a', added },
    { type: 'told', details: details({}) },
  )
  expect(state).toEqual([])
})

test('a source that the server could not be asked about is asked about when it is told to', () => {
  const lost = after(
    { type: 'chosen', documentId, name: 'protocol.pdf' },
    { type: 'not_told', documentId, problem },
  )
  expect(lost[0]?.standing).toEqual({ status: 'unknown', documentId, problem })
  expect(listUnread(lost)).toEqual([])
  const again = reduceChosenSources(lost, { type: 'asked_again', documentId })
  expect(listUnread(again)).toEqual([documentId])
})

test('sources of the workspace are listed by name, and their numbers as numbers', () => {
  const names = ['14-3.10.docx', 'sap.pdf', '14-3.9.docx', 'Protocol.pdf', '14-1.02.docx']
  const listed = sortByName(names.map((document_name) => ({ document_name })))
  expect(listed.map(({ document_name }) => document_name)).toEqual([
    '14-1.02.docx',
    '14-3.9.docx',
    '14-3.10.docx',
    'Protocol.pdf',
    'sap.pdf',
  ])
})
