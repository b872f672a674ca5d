/** What an example document is made of, in the order of the page. */
export type Piece =
  | HeadingPiece
  | TextPiece
  | ItemPiece
  | GridPiece
  | { readonly kind: 'contents'; readonly title: string }
  | { readonly kind: 'table_list'; readonly title: string }
  | { readonly kind: 'page_break' }

export type HeadingPiece = {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly words: string
  readonly isNumbered: boolean
  readonly isOnNewPage: boolean
}

/** `words` may hold **bold** and ^raised^ words, and \n for a line break. */
type TextPiece = {
  readonly kind: 'text'
  readonly words: string
  /** Id of a paragraph style of the house ("BodyText"). */
  readonly style: string
}

/** `list` groups the items that are numbered together; '' for a bullet. */
export type ItemPiece = {
  readonly kind: 'item'
  readonly words: string
  readonly level: 0 | 1
  readonly list: string
}

/** `widths` are in percent of the text's width. A row of one cell spans all columns. */
export type GridPiece = {
  readonly kind: 'grid'
  readonly caption: string
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  readonly headerRowCount: number
  readonly notes: readonly string[]
  /** Columns from this one on are centred, and those from `rightFrom` on aligned to the right. */
  readonly centredFrom: number
  readonly rightFrom: number
  /** No empty line behind it, which could fall on a page of its own: a new page begins there. */
  readonly endsPage: boolean
}

export function heading(level: 1 | 2 | 3, words: string): HeadingPiece {
  return { kind: 'heading', level, words, isNumbered: true, isOnNewPage: false }
}

export function plainHeading(level: 1 | 2 | 3, words: string): HeadingPiece {
  return { kind: 'heading', level, words, isNumbered: false, isOnNewPage: false }
}

export function onNewPage(piece: HeadingPiece): HeadingPiece {
  return { ...piece, isOnNewPage: true }
}

export function text(words: string, style = 'BodyText'): TextPiece {
  return { kind: 'text', words, style }
}

export function bullets(...items: readonly string[]): ItemPiece[] {
  return items.map((words) => ({ kind: 'item', words, level: 0, list: '' }))
}

export function subBullets(...items: readonly string[]): ItemPiece[] {
  return items.map((words) => ({ kind: 'item', words, level: 1, list: '' }))
}

export function numbered(list: string, ...items: readonly string[]): ItemPiece[] {
  return items.map((words) => ({ kind: 'item', words, level: 0, list }))
}

export function grid(piece: Partial<GridPiece> & Pick<GridPiece, 'rows' | 'widths'>): GridPiece {
  return {
    kind: 'grid',
    caption: '',
    headerRowCount: 1,
    notes: [],
    centredFrom: 99,
    rightFrom: 99,
    endsPage: false,
    ...piece,
  }
}

export const pageBreak: Piece = { kind: 'page_break' }
