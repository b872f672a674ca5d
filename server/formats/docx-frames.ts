import { listBlocks, listTransparent, type BlockNode } from './docx-blocks.ts'
import { joinRuns } from './docx-runs.ts'
import { isDeletedRow } from './docx-table.ts'
import type { XmlElement } from './xml.ts'

/**
 * The blocks of a table that is a frame around paragraphs or another table: of a single cell, which
 * holds more than one of them. Undefined for any other table. Read as a cell they would lose what
 * they are: headings, list items, rows.
 */
export function listFramed(table: XmlElement): readonly BlockNode[] | undefined {
  const row = findOnly(table, 'w:tr')
  const cell = row && findOnly(row, 'w:tc')
  if (!row || !cell || isDeletedRow(row)) return undefined
  const blocks = listBlocks(cell)
  const holdsMore = blocks.some(isTable) || blocks.filter(hasWords).length > 1
  return holdsMore ? blocks : undefined
}

/** The only child, but for properties; bookmarks beside it would lose their place. */
function findOnly(parent: XmlElement, name: string): XmlElement | undefined {
  const children = listTransparent(parent).filter((child) => !child.name.endsWith('Pr'))
  const [only, ...others] = children.filter((child) => child.name !== 'w:tblGrid')
  return only?.name === name && others.length === 0 ? only : undefined
}

function isTable(block: BlockNode): boolean {
  return block.kind === 'table'
}

function hasWords(block: BlockNode): boolean {
  if (block.kind !== 'paragraph') return false
  return block.elements.some((element) => joinRuns(element).text.trim() !== '')
}
