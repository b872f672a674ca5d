import { describe, expect, test } from 'vitest'
import { isPlausible } from '../../server/formats/plausible-word.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfLineInput, type PdfPageInput } from '../support/build-pdf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

async function read(...pages: readonly PdfPageInput[]) {
  const result = await readPdf(buildPdf({ pages }))
  return { source: expectRead(result), warnings: 'warnings' in result ? result.warnings : [] }
}

const known: PdfLineInput = { text: 'Every word of this line is known.', y: 100 }
/** The file numbers its letters "0015 0046 …" and says not which they are. */
const numbered: PdfLineInput = {
  text: 'Volumes of the second part, with many other words that follow upon each other.',
  y: 130,
  font: 'numbered',
}

describe('words in a font that does not say which letters it shows', () => {
  test('are no text where they read like none, and a warning names their pages', async () => {
    const { source, warnings } = await read({ lines: [known] }, { lines: [known, numbered] })
    expect(showBlocks(source)).toEqual([`paragraph ${known.text}`, `paragraph ${known.text}`])
    expect(warnings).toEqual([
      'page 2: in a font that does not say which letters it shows; some are left out',
    ])
  })

  test('leave a page that has no others without text', async () => {
    const { source, warnings } = await read({ lines: [known] }, { lines: [numbered] })
    expect(source.text).toBe(known.text)
    expect(source.pages[1]!.range).toEqual({ start: source.text.length, end: source.text.length })
    expect(warnings).toEqual([expect.stringMatching(/^page 2: in a font .* left out$/)])
  })

  test('are the reason why a file is refused that has no others', async () => {
    const result = await readPdf(buildPdf({ pages: [{ lines: [numbered] }] }))
    expect(result).toMatchObject({ outcome: 'refused', code: 'no_text' })
    expect(result).toHaveProperty('reason', expect.stringMatching(/font that does not say/))
  })

  test('are kept where they read like words, with a warning', async () => {
    const { source, warnings } = await read({ lines: [{ text: 'table banana', font: 'unmapped' }] })
    expect(source.text).toBe('table banana')
    expect(warnings).toEqual([expect.stringMatching(/^page 1: in a font .* may be wrong$/)])
  })
})

test('private characters without a meaning are left out with a warning', async () => {
  const text = 'A\uE123B words that are known'
  const { source, warnings } = await read({ lines: [{ text, font: 'unicode' }] })
  expect(source.text).toContain('words that are known')
  expect(source.text).not.toContain('\uE123')
  expect(warnings).toEqual([expect.stringMatching(/^page 1: .* left out$/)])
})

describe('what could be a word', () => {
  test.each([
    ...['information', 'INVESTOR', 'Factuurdatum:', 'Uvolnění', 'NewTimes', '(Überschrift)'],
    ...[
      'перевод',
      'Σύνοψη',
      'שלום',
      'العربية',
      '可替换为所需图片',
      'インストール',
      '안녕하세요',
      'เวกเตอร์',
    ],
  ])('%s', (text) => expect(isPlausible(text)).toBe(true))

  test.each([
    ...['9ROXPHV', "5(&20('$&,Ï1", "'(6&5,37,21", 'jCMFTLJWFS', 'ɍɝɥɨɜɚɹ', 'ϲΒϴΒ', '킜킰톁톁킰'],
    ...['ǡǼǱǺ', 'āýěäéÈËeČ', '´¿¢Ã°£¢', '³$%&´'],
  ])('but not %s', (text) => expect(isPlausible(text)).toBe(false))

  test.each(['12.5', '8', '(67%)', '1,234,567', 'II', '–', '•', '3.4.2', 'm²'])(
    'and %s tells nothing',
    (text) => expect(isPlausible(text)).toBeUndefined(),
  )
})
