import {
  continueSection,
  copySection,
  findSectionBreak,
  mapPageSections,
  turnLandscape,
  writeBreak,
} from './docx-page-setup.ts'
import { fragment } from './docx-property-order.ts'
import { joinRuns } from './docx-runs.ts'
import { insertBefore } from './docx-tree.ts'
import { childElements, type XmlElement } from './xml.ts'

/**
 * Gives the wide blocks of a body landscape pages of their own; headings right above go along. The
 * page set-up around stays what it was. Returns the paragraphs that were added to break the pages.
 */
export function giveLandscapePages(
  body: XmlElement,
  wide: ReadonlySet<XmlElement>,
  headings: ReadonlySet<XmlElement>,
): ReadonlySet<XmlElement> {
  const breaks = new Set<XmlElement>()
  if (wide.size === 0) return breaks
  for (const run of listWideRuns(childElements(body), wide, headings).toReversed()) {
    for (const added of turnRun(body, run)) breaks.add(added)
  }
  return breaks
}

/** Maximal runs of wide blocks, each with the headings that stand right above. */
function listWideRuns(
  blocks: readonly XmlElement[],
  wide: ReadonlySet<XmlElement>,
  headings: ReadonlySet<XmlElement>,
): XmlElement[][] {
  const runs: XmlElement[][] = []
  let open: XmlElement[] = []
  for (const block of blocks.toReversed()) {
    const isAbove = open.length > 0 && headings.has(block) && !findSectionBreak(block)
    if (!wide.has(block) && !isAbove) {
      open = []
      continue
    }
    if (open.length === 0) runs.unshift(open)
    open.unshift(block)
  }
  return runs
}

/** Splits the page section around a run of blocks into what is before, the run, and the rest. */
function turnRun(body: XmlElement, run: readonly XmlElement[]): XmlElement[] {
  const blocks = childElements(body)
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return []
  const section = mapPageSections(body).get(last) ?? addSection(body)
  const previous = blocks[blocks.indexOf(first) - 1]
  const isFirst = !previous || findSectionBreak(previous) !== undefined
  const before = isFirst ? [] : [writeBreak(copySection(section))]
  const after = endsSection(blocks, last, section) ? [] : [writeBreak(copySection(section))]
  const landscape = after[0] ? findSectionBreak(after[0]) : section
  if (landscape) turnLandscape(landscape)
  if (landscape && !isFirst) continueSection(landscape)
  if (landscape !== section) continueSection(section)
  insertBefore(body, first, before)
  const next = blocks[blocks.indexOf(last) + 1]
  if (next) insertBefore(body, next, after)
  return [...before, ...after]
}

/** Whether nothing of the page section is left behind the block, so that no blank page may follow. */
function endsSection(
  blocks: readonly XmlElement[],
  last: XmlElement,
  section: XmlElement,
): boolean {
  const next = blocks[blocks.indexOf(last) + 1]
  if (!next || next === section || findSectionBreak(last) === section) return true
  const isEnd = next.name === 'w:p' && findSectionBreak(next) === section
  return isEnd && joinRuns(next).text === ''
}

function addSection(body: XmlElement): XmlElement {
  const section = fragment(
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" ' +
      'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>',
  )
  body.children.push(section)
  return section
}
