import { findSectionBreak } from './docx-page-setup.ts'
import { dropParagraph, hasBalancedFields } from './docx-paragraph-edit.ts'
import type { PreparedPlacement, TemplateTree } from './docx-placement.ts'
import { findSectionBlocks, mapHolders, type PlacedSection } from './docx-section-control.ts'
import { leavesSectionOut } from './docx-targets.ts'
import type { XmlElement } from './xml.ts'

/**
 * A section that is left out on purpose keeps its heading and the note that says why; what else
 * the template has in it goes. Section breaks stay, and so do halves of fields.
 */
export function emptyLeftOutSections(
  tree: TemplateTree,
  placed: readonly PlacedSection[],
  prepared: readonly PreparedPlacement[],
): void {
  const leftOut = prepared.filter(({ placement }) => leavesSectionOut(placement))
  if (leftOut.length === 0) return
  // stays true of all headings: no block that goes holds one
  const holders = mapHolders(tree.body)
  for (const { placement, nodes } of leftOut) {
    const index = placed.findIndex(({ section }) => section.id === placement.sectionId)
    const blocks = findSectionBlocks(tree.body, placed, index, holders) ?? []
    const heading = placed[index]?.heading
    if (heading && nodes.some((note) => blocks.includes(note))) {
      emptyBlocks(tree, blocks, new Set([heading, ...nodes]))
    }
  }
}

function emptyBlocks(
  { body, parents }: TemplateTree,
  blocks: readonly XmlElement[],
  kept: ReadonlySet<XmlElement>,
): void {
  const dropped = blocks.filter((one) => !kept.has(one) && !findSectionBreak(one))
  if (!hasBalancedFields(dropped)) return
  for (const block of dropped) {
    if (block.name === 'w:p') dropParagraph(parents, block)
    else if (block.name === 'w:tbl' || block.name === 'w:sdt') {
      body.children = body.children.filter((one) => one !== block)
    }
  }
}
