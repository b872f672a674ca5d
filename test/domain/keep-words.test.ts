import { describe, expect, test } from 'vitest'
import { keepWords } from '../../server/domain/keep-words.ts'
import type { DraftCitation } from '../../shared/model/citation.ts'
import type { Draft, DraftBlock, DraftSentence } from '../../shared/model/draft.ts'
import type { KeptWords } from '../../shared/model/rival.ts'

/** Each list is a paragraph; every sentence cites a source of its Draft's name. */
function draftOf(name: string, ...paragraphs: readonly (readonly string[])[]): Draft {
  const content = paragraphs.map((sentences): DraftBlock => ({
    kind: 'paragraph',
    role: 'body',
    sentences: sentences.map((text) => say(name, text)),
  }))
  return {
    sectionId: 'Safety',
    outputs: [{ ruleId: 'r1', result: { outcome: 'filled', content } }],
  }
}

function say(name: string, text: string): DraftSentence {
  const range = { start: 0, end: text.length }
  const evidence = { kind: 'text', sourceTextId: name, range, quote: text, cell: null } as const
  const citation: DraftCitation = { evidence, transformations: [], formula: '' }
  return { text, basis: 'cited', citations: [citation] }
}

const keep = (block: number, sentence: number | null, text: string): KeptWords => ({
  ruleId: 'r1',
  block,
  sentence,
  text,
})

/** Words with the Draft that their citations are of. */
function read({ outputs }: Draft): string[][] {
  const [output] = outputs
  const content = output?.result.outcome === 'filled' ? output.result.content : []
  return content.map((block) =>
    block.kind === 'paragraph'
      ? block.sentences.map(({ text, citations: [one] }) => {
          const from = one?.evidence.kind === 'text' ? one.evidence.sourceTextId : ''
          return `${text} (${from})`
        })
      : [block.kind],
  )
}

describe('words that the writer has locked', () => {
  test('take the place of what the rival has there, with their own citations', () => {
    const present = draftOf('old', ['Six died.', 'Two withdrew.', 'All were seen.'])
    const rival = draftOf('new', ['Six died.', 'Three withdrew.', 'All were seen.'])
    const woven = keepWords(present, rival, [keep(0, 1, 'Two withdrew.')])
    expect(read(woven)).toEqual([
      ['Six died. (new)', 'Two withdrew. (old)', 'All were seen. (new)'],
    ])
  })

  test('that the rival has as well keep their citations', () => {
    const present = draftOf('old', ['Six died.', 'Two withdrew.'])
    const rival = draftOf('new', ['One was screened.', 'Six died.', 'Three withdrew.'])
    const woven = keepWords(present, rival, [keep(0, 0, 'Six died.')])
    expect(read(woven)).toEqual([
      ['One was screened. (new)', 'Six died. (old)', 'Three withdrew. (new)'],
    ])
  })

  test('stand where they stood when the rival has nothing there', () => {
    const present = draftOf('old', ['Six died.', 'Two withdrew.'], ['All were seen.'])
    const rival = draftOf('new', ['Six died.'])
    const kept = [keep(0, 1, 'Two withdrew.'), keep(1, 0, 'All were seen.')]
    expect(read(keepWords(present, rival, kept))).toEqual([
      ['Six died. (new)', 'Two withdrew. (old)'],
      ['All were seen. (old)'],
    ])
  })

  test('stand alone where the rival is a gap', () => {
    const present = draftOf('old', ['Six died.', 'Two withdrew.'])
    const gap = { reason: 'gone', code: 'no_match', searched: '', candidates: [] } as const
    const rival: Draft = {
      sectionId: 'Safety',
      outputs: [{ ruleId: 'r1', result: { outcome: 'gap', gap } }],
    }
    expect(keepWords(present, rival, [])).toEqual(rival)
    const woven = keepWords(present, rival, [keep(0, 1, 'Two withdrew.')])
    expect(read(woven)).toEqual([['Two withdrew. (old)']])
  })

  test('are the document’s, where these were edited', () => {
    const present = draftOf('old', ['Six died.'])
    const woven = keepWords(present, draftOf('new', ['Seven died.']), [
      keep(0, 0, 'Six subjects died.'),
    ])
    expect(read(woven)).toEqual([['Six subjects died. (old)']])
  })

  test('of a table keep the whole table', () => {
    const cells = (text: string): DraftBlock => ({
      kind: 'table',
      sourceNumber: '1',
      title: 'Deaths',
      columnCount: 1,
      headerRowCount: 0,
      rows: [[{ text, columnSpan: 1, indent: 0, citations: say('old', text).citations }]],
      notes: [],
      sourceLine: '',
    })
    const draft = (block: DraftBlock): Draft => ({
      sectionId: 'Safety',
      outputs: [{ ruleId: 'r1', result: { outcome: 'filled', content: [block] } }],
    })
    const woven = keepWords(draft(cells('6')), draft(cells('7')), [keep(0, null, '6')])
    expect(woven).toEqual(draft(cells('6')))
  })
})
