import { foldTableNumber } from '../domain/cell-address.ts'
import type { DocumentInput } from '../../shared/model/document-input.ts'
import { createHiddenName, type BookmarkIds } from './docx-bookmark-writer.ts'
import { listWrittenPlacements, type TargetOwner } from './docx-targets.ts'

/** Where a table of a source stands in the document. */
export type TablePlace = {
  /** Of the caption: around "Table 5", or around the source's number where the caption keeps it. */
  readonly bookmark: string
  readonly keepsNumber: boolean
}

export type TablePlaces = {
  /** By the source's number, folded: the first table that the document counts, else the first. */
  readonly named: ReadonlyMap<string, TablePlace>
  /** The first table that stands under this number of the source. */
  readonly kept: ReadonlyMap<string, TablePlace>
  /** Bookmarks of captions, by rule and block. */
  readonly bookmarks: ReadonlyMap<string, string>
}

/** Where the tables will stand, before they are written: a sentence may name one that comes later. */
export function listTablePlaces(
  { placements, documentKey }: Pick<DocumentInput, 'placements' | 'documentKey'>,
  ids: BookmarkIds,
): TablePlaces {
  const counted = new Map<string, TablePlace>()
  const kept = new Map<string, TablePlace>()
  const bookmarks = new Map<string, string>()
  for (const { ruleId, content } of listWrittenPlacements(placements)) {
    if (content.kind === 'text' || content.result.outcome !== 'filled') continue
    content.result.content.forEach((block, index) => {
      if (block.kind !== 'table' || block.sourceNumber === '') return
      const bookmark = createHiddenName(ids, '_Ref', documentKey, ruleId, index)
      const keepsNumber = block.keepsNumber ?? false
      bookmarks.set(nameBlock({ ruleId }, index), bookmark)
      for (const number of listNumbers(block.sourceNumber)) {
        const places = keepsNumber ? kept : counted
        if (!places.has(number)) places.set(number, { bookmark, keepsNumber })
      }
    })
  }
  return { named: new Map([...kept, ...counted]), kept, bookmarks }
}

export function findCaptionBookmark(
  { bookmarks }: TablePlaces,
  owner: TargetOwner,
  block: number,
): string | undefined {
  return bookmarks.get(nameBlock(owner, block))
}

/** Of joined tables there are several. */
function listNumbers(sourceNumber: string): readonly string[] {
  return sourceNumber.split(', ').map(foldTableNumber)
}

function nameBlock({ ruleId }: Pick<TargetOwner, 'ruleId'>, block: number): string {
  return `${ruleId}/${block}`
}
