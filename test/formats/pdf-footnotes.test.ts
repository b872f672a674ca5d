import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NoteBlock, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfLineInput, type PdfPageInput } from '../support/build-pdf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

async function readPages(...pages: readonly PdfPageInput[]) {
  return expectRead(await readPdf(buildPdf({ pages })))
}

const size = 10
/** The letters of Courier are 0.6 of their size wide. */
const letterWidth = 0.6 * size

/** Lines 12 points apart; `^1^` raises what stands between. */
function textAt(y: number, ...texts: readonly string[]): PdfLineInput[] {
  return texts.flatMap((text, index) => {
    let x = 72
    return text.split('^').flatMap((part, at): PdfLineInput[] => {
      const isRaised = at % 2 === 1
      const line = { text: part, x, font: 'fixed' as const, size: isRaised ? 6 : size }
      x += part.length * (isRaised ? 3.6 : letterWidth)
      return part === '' ? [] : [{ ...line, y: y + 12 * index - (isRaised ? 4 : 0) }]
    })
  })
}

function notesAt(y: number, ...texts: readonly string[]): PdfLineInput[] {
  return texts.map((text, index) => ({ text, y: y + 10 * index, size: 8, font: 'fixed' }))
}

/** "1|words|word before the mark" for each note. */
function showNotes(source: SourceText): string[] {
  return source.blocks
    .filter((block): block is NoteBlock => block.kind === 'note')
    .map(({ range, mark = '', reference }) => {
      const before = source.text.slice(0, reference?.start ?? 0)
      return [mark, sliceRange(source.text, range), /[^\s]*$/.exec(before)?.[0]].join('|')
    })
}

const opening = [
  'All of the subjects who were enrolled in the earlier^1^ study',
  'were seen again by the same physicians^2^ in each of the places,',
]
const goingOn = 'where they were treated before, and all of them were well.'

describe('a footnote', () => {
  test('interrupts no paragraph that goes on over the page, and is tied to its mark', async () => {
    const source = await readPages(
      {
        lines: [
          ...textAt(600, ...opening),
          ...notesAt(
            700,
            '1 A study of the disease in many patients,',
            'of 1998.',
            '2 See the protocol.',
          ),
        ],
      },
      { lines: textAt(72, goingOn, 'A new sentence.') },
    )
    expect(showBlocks(source)).toEqual([
      'note A study of the disease in many patients, of 1998.',
      'note See the protocol.',
      'paragraph All of the subjects who were enrolled in the earlier¹ study were seen again by the same ' +
        `physicians² in each of the places, ${goingOn} A new sentence.`,
    ])
    expect(showNotes(source)).toEqual([
      '1|A study of the disease in many patients, of 1998.|earlier',
      '2|See the protocol.|physicians',
    ])
  })

  test('of the size of the text is told by the rule above it', async () => {
    const rules = [{ x1: 72, y1: 680, x2: 200, y2: 680 }]
    const page = {
      lines: [...textAt(600, ...opening), ...textAt(695, '1 A study of 1998.', '2 The protocol.')],
      rules,
    }
    const source = await readPages(page, { lines: textAt(72, goingOn) })
    expect(showNotes(source)).toEqual(['1|A study of 1998.|earlier', '2|The protocol.|physicians'])
  })

  test('goes on at the foot of the next page', async () => {
    const rules = [{ x1: 72, y1: 680, x2: 200, y2: 680 }]
    const source = await readPages(
      {
        lines: [
          ...textAt(600, ...opening),
          ...notesAt(695, '1 A study which was begun in 1998 and was'),
        ],
        rules,
      },
      {
        lines: [...textAt(72, goingOn), ...notesAt(695, 'ended in 2003.', '2 The protocol.')],
        rules,
      },
    )
    expect(showBlocks(source).filter((block) => block.startsWith('note'))).toEqual([
      'note A study which was begun in 1998 and was ended in 2003.',
      'note The protocol.',
    ])
  })

  test('may be marked by a sign that is not raised, or by one of two that are', async () => {
    const lines = [
      ...textAt(600, 'All of them* were seen by the physicians^1,2^ in the end.'),
      ...notesAt(700, '* Subjects.', '1 Physicians.', '2 Of the earlier study.'),
    ]
    expect(showNotes(await readPages({ lines }))).toEqual([
      '*|Subjects.|them',
      '1|Physicians.|physicians',
      '2|Of the earlier study.|physicians¹,',
    ])
  })

  test('is tied to no power and no unit, and to nothing where its mark is not found', async () => {
    const lines = [
      ...textAt(600, 'A patch of 50 cm^2^ was worn by each of the subjects^1^ at night.'),
      ...notesAt(700, '1 All of them.', '2 Whose mark is gone.'),
    ]
    expect(showNotes(await readPages({ lines }))).toEqual([
      '1|All of them.|subjects',
      '2|Whose mark is gone.|',
    ])
  })
})

test('the mark of a note stands in the text where its reference says', async () => {
  const word = fc.stringMatching(/^[a-z]{4,8}$/)
  // of more words than the notes: the size of most of a text is that of the text
  const marked = fc.record({ words: fc.array(word, { minLength: 6, maxLength: 9 }), at: fc.nat(2) })
  await fc.assert(
    fc.asyncProperty(fc.array(marked, { minLength: 1, maxLength: 9 }), async (sentences) => {
      const texts = sentences.map(({ words, at }, index) =>
        words.map((text, own) => (own === at ? `${text}^${index + 1}^` : text)).join(' '),
      )
      const notes = sentences.map((_, index) => `${index + 1} Note of the text.`)
      const source = await readPages({
        lines: [...textAt(300, ...texts), ...notesAt(600, ...notes)],
      })
      const found = source.blocks.filter((block) => block.kind === 'note')
      expect(found.map(({ mark }) => mark)).toEqual(notes.map((_, index) => String(index + 1)))
      for (const { mark, reference } of found) {
        expect(sliceRange(source.text, reference!).normalize('NFKC')).toBe(mark)
      }
    }),
    { numRuns: 60 },
  )
})
