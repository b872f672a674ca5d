import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadResult } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf } from '../support/build-pdf.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'

const protocol = readFileSync('examples/study/sources/protocol.pdf')
const charter = readFileSync('examples/audit/sources/audit-charter.pdf')
const all13 = 'the file is damaged: 13 pages could be read (of 13 that it says it has)'
const place = /startxref\n\d+/.exec(protocol.toString('latin1'))![0]

type Read = Extract<ReadResult, { outcome: 'read' }>

async function read(bytes: Uint8Array): Promise<Read> {
  const result = await readPdf(bytes)
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  expectLawfulText(result.sourceText)
  expectLawfulPages(result.sourceText)
  return result
}

function pageTexts({ sourceText }: Read): string[] {
  return sourceText.pages.map(({ range }) => sliceRange(sourceText.text, range).trim())
}

function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share))
}

/** The file with the first of some words replaced by others of the same length. */
function change(bytes: Buffer, from: string, to: string): Buffer {
  expect(to.length).toBe(from.length)
  const at = bytes.lastIndexOf(from)
  expect(at).toBeGreaterThan(-1)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)])
}

const threePages = buildPdf({
  pages: ['First page.', 'Second page.', 'Third page.'].map((text) => ({ lines: [{ text }] })),
})

describe('a file whose end is lost', () => {
  test.each([0.999, 0.95, 0.8, 0.73])('is read and said to be damaged at %f', async (share) => {
    const whole = await read(protocol)
    const { sourceText, warnings: said } = await read(cut(protocol, share))
    expect(sourceText.reader.name).toBe('pdf')
    expect(sourceText.text).toBe(whole.sourceText.text)
    expect(said[0]).toMatch(/^the file is damaged: 13 pages could be read/)
    expect(whole.warnings).toEqual([])
  })

  test('gives the pages that are left, and says how many', async () => {
    const at = protocol.indexOf('22 0 obj\n<</Type/Page')
    const left = await read(protocol.subarray(0, at))
    const letters = (result: Read) =>
      pageTexts(result).map((text) => text.replace(/[^\p{L}]/gu, ''))
    expect(letters(left)).toEqual(letters(await read(protocol)).slice(0, 7))
    expect(left.sourceText.pages).toHaveLength(7)
    const { warnings: said } = left
    expect(said).toEqual([
      'the file is damaged: 7 pages could be read (how many it had can not be told)',
      'the list of pages is damaged: their order and numbers may be wrong',
      expect.stringMatching(/^pages? .*: pictures or parts of it are lost$/),
    ])
  })

  test('keeps the numbers of its pages where some of them are lost', async () => {
    const text = Buffer.from(threePages).toString('latin1')
    const second = text.lastIndexOf('/Type /Page ', text.indexOf('Second page'))
    const lost = Buffer.from(text.slice(0, second).concat('/Type /Rage ', text.slice(second + 12)))
    const bytes = change(lost, 'startxref\n', 'startnone\n')
    const { sourceText, warnings: said } = await read(
      change(Buffer.from(bytes), `${15} 0 obj`, `${15} 0 jbo`),
    )
    expect(sourceText.text).toBe('First page.\nThird page.')
    expect(sourceText.pages.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(said).toEqual([
      'the file is damaged: 2 pages could be read (of 3 that it says it has)',
      'page 2: can not be read',
    ])
  })

  test('is refused with what is lost where no page is whole', async () => {
    const inFonts = protocol.indexOf('99 0 obj')
    expect(await readPdf(protocol.subarray(0, inFonts))).toEqual({
      outcome: 'refused',
      code: 'damaged',
      reason: 'the file is damaged: no page is left in it',
    })
    const text = Buffer.from(threePages).toString('latin1')
    const withoutFonts = text.replaceAll('/Type /Font ', '/Type Font ').slice(0, -20)
    expect(await readPdf(Buffer.from(withoutFonts, 'latin1'))).toMatchObject({
      code: 'damaged',
      reason:
        'the file is damaged: none of its pages is left with all its words and fonts (it says that it has 3)',
    })
  })

  test('does not give the half of a page whose words are cut off', async () => {
    const text = Buffer.from(threePages).toString('latin1')
    const at = text.indexOf('Third page') + 5
    const { sourceText, warnings: said } = await read(Buffer.from(text.slice(0, at), 'latin1'))
    expect(sourceText.text).toBe('First page.\nSecond page.')
    expect(said).toContain('page 3: can not be read')
  })
})

describe('a file whose table of objects is broken', () => {
  test.each([
    ['its place is wrong', change(protocol, place, place.replace(/\d/g, '7'))],
    [
      'the trailer is lost',
      change(change(protocol, 'trailer', 'liarert'), 'startxref', 'startnone'),
    ],
    [
      'the table is lost',
      change(change(protocol, 'xref\n0 ', 'ferx\n0 '), 'startxref', 'startnone'),
    ],
  ])('is read: %s', async (_, bytes) => {
    const whole = await read(protocol)
    const { sourceText, warnings: said } = await read(bytes)
    expect(sourceText.text).toBe(whole.sourceText.text)
    expect(said).toEqual([all13])
  })
})

/** One page whose objects but for its content and fonts stand in a packed stream. */
function packedFile(packed: Buffer, count: number, first: number): Buffer {
  const content = 'BT /F 12 Tf 72 700 Td (Packed words.) Tj ET'
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.5\n4 0 obj\n<< /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n` +
        `9 0 obj\n<< /Type /ObjStm /N ${count} /First ${first} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from('\nendstream\nendobj\n10 0 obj\n<< /Type /XRef /Size 11 /Ro'),
  ])
}

describe('objects in packed streams', () => {
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  const starts = bodies.map((_, index) => bodies.slice(0, index).join(' ').length + +(index > 0))
  const head = [1, 2, 3, 5].map((number, index) => `${number} ${starts[index]}`).join(' ') + ' '

  test('are found where the table that named them is lost', async () => {
    const packed = deflateSync(head + bodies.join(' '))
    const { sourceText, warnings: said } = await read(packedFile(packed, 4, head.length))
    expect(sourceText.text).toBe('Packed words.')
    expect(said).toEqual(['the file is damaged: 1 page could be read (of 1 that it says it has)'])
  })

  test('of a bomb are left where they are', async () => {
    const bomb = deflateSync(Buffer.alloc(100 * 1024 * 1024, 32))
    expect(await readPdf(packedFile(bomb, 2_000_000_000, 10))).toMatchObject({ code: 'damaged' })
  })
})

describe('a hostile file without an end', () => {
  const page = '/Type /Page /Contents 4 0 R'
  test.each([
    [
      'lists that name themselves',
      '2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 9 >> endobj',
    ],
    [
      'parents that name each other',
      `3 0 obj << ${page} /Parent 5 0 R >> endobj 5 0 obj << /Parent 3 0 R >> endobj`,
    ],
    [
      'a count beyond all bounds',
      '2 0 obj << /Type /Pages /Kids [7 0 R] /Count 2000000000 >> endobj',
    ],
    ['numbers beyond all bounds', `4294967295 0 obj << ${page} >> endobj`],
    ['values that never end', '1 0 obj << /A [ ( '.repeat(20_000)],
    ['streams that never end', '1 0 obj <<>> stream '.repeat(20_000)],
    ['values inside values', `1 0 obj ${'[<</A '.repeat(100_000)}`],
    ['fonts that all name each other', tangle()],
  ])('is refused before the time of a test is up: %s', async (_, body) => {
    const result = await readPdf(Buffer.from(`%PDF-1.4\n${body}`))
    expect(result).toMatchObject({ outcome: 'refused', code: 'damaged' })
  })

  function tangle(): string {
    const numbers = Array.from({ length: 2000 }, (_, index) => index + 10)
    const all = numbers.map((number) => `${number} 0 R`).join(' ')
    const fonts = numbers.map((number) => `${number} 0 obj << /All 9 0 R >> endobj`).join('\n')
    const named = numbers.map((number) => `/F${number} ${number} 0 R`).join(' ')
    return `9 0 obj [${all}] endobj\n${fonts}\n3 0 obj << /Type /Page /Resources << /Font << ${named} >> >> >> endobj`
  }
})

test('no cut and no turned bit makes up words that the file does not have, or stops the reader', async () => {
  const known = new Set((await read(charter)).sourceText.text.split(/\s+/))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: charter.length }), async (end) => {
      const result = await readPdf(charter.subarray(0, end))
      if (result.outcome === 'refused') return
      expectLawfulText(result.sourceText)
      if (end < charter.length - 8) expect(result.warnings.join()).toContain('damaged')
      for (const word of result.sourceText.text.split(/\s+/)) expect(known).toContain(word)
    }),
    { numRuns: 60 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(charter.length - 1), fc.nat(7)), { minLength: 1, maxLength: 60 }),
      async (flips) => {
        const bytes = Buffer.from(charter)
        for (const [at, bit] of flips) bytes[at]! ^= 1 << bit
        const result = await readPdf(bytes)
        if (result.outcome === 'read') expectLawfulText(result.sourceText)
      },
    ),
    { numRuns: 30 },
  )
})
