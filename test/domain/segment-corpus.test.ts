import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { classify } from '../../server/domain/classify.ts'
import { segment } from '../../server/domain/segment.ts'
import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { readCorpusDocx, readCorpusPdf } from '../support/read-corpus.ts'
import { describeWith } from '../support/requirements.ts'

const folders = ['study', 'study/tables', 'versions', 'templates', 'docx/docling', 'docx/mammoth']

async function read(path: string): Promise<ReadResult> {
  return path.endsWith('.pdf') ? readCorpusPdf(path) : readCorpusDocx(path)
}

function cutSentences(sourceText: SourceText): string[] {
  const starts = new Set(segment(sourceText).map(({ range }) => range.start))
  return sourceText.blocks
    .filter(({ kind }) => kind !== 'table')
    .flatMap(({ range }) => splitSentences(sourceText.text, range))
    .filter(({ start, end }) => end - start <= 2000)
    .filter(({ start, end }) => [...starts].some((cut) => start < cut && cut < end))
    .map((range) => sliceRange(sourceText.text, range))
}

describeWith('corpus', 'passages of real files', (corpus) => {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(corpus, folder))
      .filter((name) => /\.(?:docx|pdf)$/.test(name))
      .map((name) => join(folder, name)),
  )

  it.each(paths)('tile %s and cut no sentence', async (path) => {
    const result = await read(join(corpus, path))
    if (result.outcome === 'refused') return
    const { sourceText } = result
    const passages = segment(sourceText)
    const joined = passages.map(({ range }) => sliceRange(sourceText.text, range)).join('')
    expect(joined).toBe(sourceText.text)
    expect(cutSentences(sourceText)).toEqual([])
  })

  it.each(['protocol', 'sap'])('know %s.pdf by its content', async (role) => {
    const result = await read(join(corpus, 'study', `${role}.pdf`))
    if (result.outcome === 'refused') throw new Error(result.reason)
    expect(classify({ name: 'upload.pdf', sourceText: result.sourceText }).role).toBe(role)
  })

  it('never give an empty table of the analysis plan as evidence', async () => {
    const result = await read(join(corpus, 'study', 'sap.pdf'))
    if (result.outcome === 'refused') throw new Error(result.reason)
    const { sourceText } = result
    const shells = segment(sourceText).filter(
      ({ range, isEvidence }) => isEvidence && /\bxx\.x/.test(sliceRange(sourceText.text, range)),
    )
    expect(shells).toEqual([])
  })

  it('know every result table', async () => {
    for (const name of readdirSync(join(corpus, 'study/tables'))) {
      const result = await read(join(corpus, 'study/tables', name))
      if (result.outcome === 'refused') throw new Error(result.reason)
      expect([name, classify({ name: 'a.docx', sourceText: result.sourceText }).role]).toEqual([
        name,
        'table',
      ])
    }
  })
})
