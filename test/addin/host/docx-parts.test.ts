import { zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { readParts } from '../../../addin/host/docx-parts.ts'
import { ApiError } from '../../../client/api-error.ts'
import { defaultZipLimits } from '../../../shared/model/zip-limits.ts'

const text = new TextEncoder().encode('<w:document/>')

function findCode(bytes: Uint8Array, limits = defaultZipLimits): string {
  try {
    readParts(bytes, limits)
    return 'read'
  } catch (error) {
    return error instanceof ApiError ? error.problem.code : String(error)
  }
}

it('a file that unpacks to far more than it holds is refused before it is unpacked', () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(8_000_000) }, { level: 9 })
  expect(findCode(bomb)).toBe('document_too_large')
})

it('a file of more parts or bytes than a document can have is refused', () => {
  const parts = zipSync({ 'word/document.xml': text, 'word/styles.xml': text })
  expect(findCode(parts)).toBe('read')
  expect(findCode(parts, { ...defaultZipLimits, maximumParts: 1 })).toBe('document_too_large')
  expect(findCode(parts, { ...defaultZipLimits, maximumTotal: 20 })).toBe('document_too_large')
})
