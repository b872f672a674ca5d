import { describe, expect, test } from 'vitest'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf } from '../support/build-pdf.ts'
import { expectLawfulPages, expectLawfulText } from '../support/source-text-laws.ts'
import { readSource, linesAt } from './pdf-sources.ts'

describe('what can not be read is refused', () => {
  const page = { lines: [{ text: 'Words.' }] }
  const onlyRules = { rules: [{ x1: 72, y1: 72, x2: 300, y2: 72 }] }

  test.each([
    ['an empty file', new Uint8Array(), 'empty_file', 'empty'],
    ['another file', Buffer.from('PK\u0003\u0004 words'), 'type_mismatch', 'no PDF'],
    [
      'a header behind 1,024 bytes',
      Buffer.concat([Buffer.alloc(1024, 32), buildPdf({ pages: [page] })]),
      'type_mismatch',
      'no PDF',
    ],
    ['a locked file', buildPdf({ pages: [page], isEncrypted: true }), 'encrypted', 'password'],
    ['a file without pages', buildPdf({ pages: [] }), 'no_pages', 'no pages'],
    ['one scan', buildPdf({ pages: [onlyRules] }), 'no_text', '1 page without any text'],
    ['scans', buildPdf({ pages: [onlyRules, onlyRules] }), 'no_text', '2 pages without any text'],
    [
      'an empty page',
      buildPdf({ pages: [{}] }),
      'no_text',
      '1 page without any text; it seems to be empty',
    ],
    [
      'a page of notes',
      buildPdf({ pages: [{ annotations: [{ kind: 'note', text: 'Check.', x: 72, y: 90 }] }] }),
      'no_text',
      '1 page without any text but notes',
    ],
    ['garbage', Buffer.from('%PDF-1.4\nnothing of use'), 'damaged', 'damaged'],
  ])('%s', async (_, bytes, code, reason) => {
    const result = await readPdf(bytes)
    expect(result).toMatchObject({ outcome: 'refused', code })
    expect(result.outcome === 'refused' && result.reason).toContain(reason)
  })
})

describe('form fields', () => {
  const field = { kind: 'field', text: 'Jane Roe', x: 150, y: 72 } as const

  test('are read with their values where they stand on the page', async () => {
    const lines = [...linesAt(72, 'Investigator:'), { text: 'Site 14', y: 100 }]
    const { text } = await readSource({ pages: [{ lines, annotations: [field] }, { lines }] })
    expect(text.replace(/\s+/g, ' ')).toBe('Investigator: Jane Roe Site 14 Investigator: Site 14')
  })

  test('that are hidden are not read', async () => {
    const hidden = { ...field, text: 'Unseen', isHidden: true }
    const page = { lines: linesAt(72, 'Words.'), annotations: [hidden] }
    expect((await readSource({ pages: [page] })).text).toBe('Words.')
  })

  test('are read without the notes beside them, and a warning names the pages of notes', async () => {
    const note = { kind: 'note', text: 'Is this right?', x: 72, y: 200 } as const
    const page = { lines: linesAt(72, 'Investigator:'), annotations: [note, field, note] }
    const result = await readPdf(buildPdf({ pages: [{ lines: linesAt(72, 'Words.') }, page] }))
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(result.sourceText.text).toContain('Jane Roe')
    expect(result.sourceText.text).not.toContain('right')
    expect(result.warnings).toEqual([expect.stringMatching(/^page 2: notes .* not read$/)])
  })
})

describe('warnings', () => {
  test('name the pages whose letters are not known', async () => {
    const known = { lines: linesAt(72, 'Known words.') }
    const unknown = { lines: [...known.lines, { text: 'abc', y: 200, font: 'unmapped' as const }] }
    const result = await readPdf(buildPdf({ pages: [known, unknown] }))
    expect(result).toMatchObject({ outcome: 'read' })
    const warnings = result.outcome === 'read' ? result.warnings : []
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^page 2:/)
  })

  test('name the pages without text that show something', async () => {
    const drawn = { rules: [{ x1: 72, y1: 72, x2: 300, y2: 72 }] }
    const result = await readPdf(
      buildPdf({ pages: [{ lines: linesAt(72, 'Words.') }, drawn, {}, drawn] }),
    )
    const warnings = result.outcome === 'read' ? result.warnings : []
    expect(warnings).toEqual([expect.stringMatching(/^pages 2, 4: .*scan/)])
  })

  test('say when the second reader had to do the work', async () => {
    const content = 'BT /F1 12 Tf 50 400 Td (Words of a broken file) Tj ET'
    const broken =
      '%PDF-1.\n1 0 obj\n<</Kids[<</Parent 1 0 R/Contents[2 0 R]>>]/Resources<<>>>>\nendobj\n' +
      `2 0 obj\n<<>>\nstream\n${content}\nendstream\nendobj\ntrailer<</Root<</Pages 1 0 R>>>>`
    const result = await readPdf(Buffer.from(broken))
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(result.sourceText.text).toBe('Words of a broken file')
    expect(result.sourceText.reader.name).toBe('pdf-plain')
    expect(result.warnings).toEqual([
      'read by the second reader; no positions',
      'the file is damaged: its end is lost; pages may be missing',
    ])
    expect(result).not.toHaveProperty('pageWords')
    expectLawfulText(result.sourceText)
    expectLawfulPages(result.sourceText)
  })
})
