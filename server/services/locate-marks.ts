import type { SourceWords } from '../../shared/contract/sources.ts'
import { shiftRange, sliceRange } from '../../shared/text/range.ts'
import { listPageWords } from '../db/page-words.ts'
import type { SearchedSource } from '../domain/evidence.ts'
import { findBoxes } from '../domain/page-words.ts'
import type { Dependencies } from './dependencies.ts'
import { loadSource } from './searched-sources.ts'

/** The sources with the boxes of their marks on the page; none where the format has no places. */
export async function locateMarks<T extends SourceWords>(
  { db }: Pick<Dependencies, 'db'>,
  sources: readonly SearchedSource[],
  traced: readonly T[],
): Promise<T[]> {
  return Promise.all(
    traced.map(async (one) => {
      const found = sources.find((each) => isSourceOf(each, one))
      const source = found && (await loadSource({ db }, found))
      const range = { start: one.start_char, end: one.end_char }
      // the words may be those of an earlier reading, which counts otherwise
      if (!source || sliceRange(source.sourceText.text, range) !== one.referenced_text) return one
      const marks = one.marks.map((mark) => shiftRange(mark, one.start_char))
      const pages = await listPageWords(db, source.sourceTextId, range)
      return { ...one, boxes: findBoxes(pages, marks) }
    }),
  )
}

function isSourceOf(source: SearchedSource, traced: SourceWords): boolean {
  return (
    source.documentId === traced.document_source_id &&
    source.versionNumber === traced.document_source_version
  )
}
