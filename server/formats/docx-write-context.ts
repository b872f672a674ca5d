import type { BookmarkIds } from './docx-bookmark-writer.ts'
import type { PlaceFormat } from './docx-place-format.ts'
import type { ImageBook } from './docx-image-writer.ts'
import type { NumberingBook } from './docx-bullets.ts'
import type { StyleBook } from './docx-style-book.ts'
import type { TableRoom } from './docx-table-layout.ts'
import type { TablePlaces } from './docx-table-places.ts'
import type { TargetOwner } from './docx-targets.ts'
import type { XmlElement } from './xml.ts'

/** What all content of one document is written with. */
export type WriteContext = {
  readonly styles: StyleBook
  readonly numbering: NumberingBook
  readonly bookmarkIds: BookmarkIds
  readonly places: TablePlaces
  readonly images: ImageBook
  /** Blocks that need a landscape page; the writer of tables adds to it. */
  readonly wide: Set<XmlElement>
}

/** Room of a block's content; heights and widths in twips. */
export type BlockRoom = TableRoom & { readonly textHeight: number }

/** Where a piece of content goes. */
export type BlockPlace = {
  readonly owner: TargetOwner
  readonly format: PlaceFormat
  readonly isInCell: boolean
  readonly room: BlockRoom
}
