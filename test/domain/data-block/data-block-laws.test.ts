import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDataValue } from '../../../server/domain/blocks/data-field.ts'
import { readPointer, writePointer } from '../../../server/domain/data-block/data-part.ts'
import { decodeBase64 } from '../../../server/domain/data-block/decode-base64.ts'
import { fillDataBlock } from '../../../server/domain/data-block/fill-data-block.ts'
import { readImageHeader } from '../../../server/domain/data-block/image-header.ts'
import { buildPng, smallJpeg, toBase64 } from '../../support/build-image.ts'
import { listCitations } from '../../support/expect-citations.ts'

const place = { firstParagraph: 0, start: 0, lastParagraph: 0, end: 8, isWholeParagraph: true }
const block = {
  id: '0.p1',
  place,
  form: 'block',
  field: 'X',
  isOptional: true,
  format: '',
} as const
const words = fc.string({ unit: 'grapheme', maxLength: 60 })
const cell = fc.oneof(words, fc.double(), fc.boolean(), fc.constant(null))

const anyBlock = fc.oneof(
  words,
  fc.record({
    blocks: fc.array(
      fc.oneof(
        fc.record({ paragraph: words }),
        fc.record({ heading: words }),
        fc.record({ list: fc.array(words) }),
      ),
    ),
  }),
  fc.array(cell, { minLength: 1, maxLength: 4 }).chain((columns) =>
    fc.record({
      table: fc.record({
        columns: fc.constant(columns),
        rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length })),
        notes: fc.array(words),
      }),
    }),
  ),
)

describe('whatever the data holds', () => {
  test('each citation of a block yields its value at its pointer (law 1)', () => {
    fc.assert(
      fc.property(anyBlock, (value) => {
        const data = { X: value }
        const filled = fillDataBlock(block, data, { dataHash: 'h', sectionLevel: 1 })
        if (filled.outcome !== 'filled') return
        for (const { evidence } of listCitations(filled)) {
          if (evidence.kind !== 'data') throw new Error('no data')
          expect(evidence.value).not.toBe('')
          expect(String(findDataValue(data, readPointer(evidence.pointer)))).toBe(evidence.value)
        }
      }),
    )
  })

  test('a pointer leads back to its keys', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        expect(readPointer(writePointer(keys))).toEqual(keys)
      }),
    )
  })

  test('base64 gives its bytes, and nothing else is base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64(toBase64(bytes))).toEqual(bytes)
      }),
    )
    for (const text of ['a', 'ab=', 'a*cd', 'abc==', 'ab-_']) {
      expect([text, decodeBase64(text)]).toEqual([text, undefined])
    }
  })

  test.each([
    ['PNG', buildPng(7, 5)],
    ['JPEG', new Uint8Array(Buffer.from(smallJpeg, 'base64'))],
  ])('a %s that is cut off anywhere is refused', (_, whole) => {
    expect(readImageHeader(whole).outcome).toBe('read')
    for (let length = 0; length < whole.length; length += 1) {
      expect([length, readImageHeader(whole.slice(0, length)).outcome]).toEqual([length, 'refused'])
    }
  })

  test('no bytes make the reader of images fail', () => {
    const starts = [buildPng(7, 5), new Uint8Array(Buffer.from(smallJpeg, 'base64'))]
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(),
        fc.uint8Array({ maxLength: 12 }),
        (start, at, bytes) => {
          const changed = start.slice()
          changed.set(bytes, at % (changed.length - bytes.length))
          expect(['read', 'refused']).toContain(readImageHeader(changed).outcome)
        },
      ),
      { numRuns: 500 },
    )
  })
})

test('an image says its size and its pixels per inch', () => {
  expect(readImageHeader(buildPng(7, 5))).toMatchObject({
    header: { width: 7, height: 5, density: 96 },
  })
  const dense = readImageHeader(buildPng(600, 300, 11_811))
  expect(dense).toMatchObject({ header: { mediaType: 'image/png', width: 600, height: 300 } })
  expect(dense.outcome === 'read' && Math.round(dense.header.density)).toBe(300)
  expect(readImageHeader(new Uint8Array(Buffer.from(smallJpeg, 'base64')))).toEqual({
    outcome: 'read',
    header: { mediaType: 'image/jpeg', width: 24, height: 16, density: 144 },
  })
})
