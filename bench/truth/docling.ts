import { readMarkdown } from '../../server/formats/read-markdown.ts'
import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'
import { listCorpusFiles } from '../corpus.ts'
import { compare, type Score } from './compare.ts'
import { toReading } from './reading.ts'

/** A Word file of docling's tests, and how well what was read of it agrees with their markdown. */
export type DoclingFile = {
  /** Of the file in the corpus. */
  readonly fileName: string
  readonly name: string
  readonly bytes: Uint8Array
  score(found: ReadResult): Score
}

const folder = 'docx/docling'

export function listDoclingFiles(): readonly DoclingFile[] {
  const expected = listCorpusFiles(folder, /_groundtruth_.*\.docx\.md$/)
  return listCorpusFiles(folder, /^docx_sources_.*\.docx$/).flatMap(({ name, bytes }) => {
    const markdown = name.replace('_sources_', '_groundtruth_') + '.md'
    const found = expected.find((one) => one.name === markdown)
    if (!found) return []
    // docling writes a title as "#" and a heading of the first level as "##"
    const source = textOf(readMarkdown(Buffer.from(withoutCommands(found.bytes))))
    const truth = toReading(source, { levelShift: -1 })
    return {
      fileName: name,
      name: name.replace(/^docx_sources_|\.docx$/g, ''),
      bytes,
      score: (result: ReadResult) => compare(toReading(textOf(result), truth), truth),
    }
  })
}

/**
 * Of equations letters, numbers and the names of functions are compared, but not how LaTeX writes
 * other letters and signs; of check boxes nothing.
 */
function withoutCommands(markdown: Uint8Array): string {
  return Buffer.from(markdown)
    .toString()
    .replace(/\$[^$\n]+\$/g, (math) =>
      math
        .replace(/\\(sin|cos|log|lim|max)\b/g, ' $1 ')
        .replace(/\\[A-Za-z]+/g, ' ')
        .replace(/[{}]/g, ' '),
    )
    .replace(/- \[[ x]\] /g, '- ')
}

/** A file without words is an empty text: what it should have held is counted as missing. */
function textOf(result: ReadResult): SourceText {
  if (result.outcome === 'read') return result.sourceText
  const reader = { name: '', version: '', options: '' }
  return { reader, text: '', blocks: [], pages: [], metadata: { title: '', marginLines: [] } }
}
