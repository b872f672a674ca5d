import { describe, expect, it } from 'vitest'
import { findInRendering, findInSourceText } from '../../../addin/state/find-cited-words.ts'

const text =
  'Title\n\nRow A\t12\t13\n\nRow B\t12\t13\n\nThe dose - 5 mg - was "low". It was given daily.'

function cite(paragraph: string, ...words: readonly string[]) {
  const start = text.indexOf(paragraph)
  const marks = words.map((word) => {
    const at = paragraph.indexOf(word)
    return { start: at, end: at + word.length }
  })
  return {
    referenced_text: paragraph,
    start_char: start,
    end_char: start + paragraph.length,
    marks,
  }
}

const slice = (from: string, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => from.slice(start, end))

describe('cited words in the text of their source', () => {
  it('are found where the citation says', () => {
    const found = findInSourceText(text, cite('Row B\t12\t13', '12'))
    expect(found).toEqual([{ start: text.indexOf('Row B') + 6, end: text.indexOf('Row B') + 8 }])
  })

  it('are found at their only place when the text was read anew', () => {
    const again = `A new first line.\n\n${text}`
    const found = findInSourceText(again, cite('Row B\t12\t13', '13'))
    expect(found[0]!.start).toBe(again.indexOf('Row B') + 9)
  })

  it('are not told where they stand twice, or nowhere', () => {
    const source = { ...cite('Row B\t12\t13', '13'), start_char: 0, end_char: 11 }
    expect(findInSourceText(text + text, source)).toEqual([])
    expect(findInSourceText('Other words.', source)).toEqual([])
  })
})

describe('cited words in a rendering', () => {
  const rendered =
    'Title\nRow A\n\t12\n\t13\n\t\nRow B\n\t12\n\t13\n\t\nThe dose – 5 mg – was “low”. It was given daily.\n'

  it('are found although blanks, dashes and quotes are others', () => {
    const sentence = 'The dose - 5 mg - was "low". It was given daily.'
    const source = cite(sentence, 'The dose - 5 mg - was "low".')
    expect(slice(rendered, findInRendering(rendered, text, source))).toEqual([
      'The dose – 5 mg – was “low”.',
    ])
  })

  it('are those of their own row, though another has the same numbers', () => {
    const [found] = findInRendering(rendered, text, cite('Row B\t12\t13', '13'))
    expect(found!.start).toBe(rendered.indexOf('13', rendered.indexOf('Row B')))
  })

  it('are not marked where the rendering says something else', () => {
    const source = cite('Row B\t12\t13', '12')
    expect(findInRendering(rendered.replace('Row B\n\t12', 'Row B\n\t14'), text, source)).toEqual(
      [],
    )
  })

  it('without marks are all that is referenced', () => {
    const found = findInRendering(rendered, text, cite('Row A\t12\t13'))
    expect(slice(rendered, found)[0]!.replace(/\s+/g, ' ')).toBe('Row A 12 13')
  })
})
