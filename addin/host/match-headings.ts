import type { Section } from '../../shared/contract/sections.ts'

/** A paragraph of the rendered document, in document order. */
type Paragraph = { readonly text: string; readonly isHeading: boolean }

/**
 * For each section, in order, the index of the paragraph that is its heading, or -1. Both sides
 * stand in document order, so that twins and a table of contents do not mislead: headings by style
 * come first, and a section without one is looked for only between its neighbours.
 */
export function matchHeadings(
  sections: readonly Section[],
  paragraphs: readonly Paragraph[],
): number[] {
  const texts = paragraphs.map(({ text }) => foldTitle(text))
  const found: number[] = []
  let next = 0
  for (const section of sections) {
    const title = foldTitle(section.section_title)
    const index = texts.findIndex(
      (text, at) => at >= next && text === title && paragraphs[at]?.isHeading === true,
    )
    found.push(index)
    if (index >= 0) next = index + 1
  }
  return found.map((index, order) => {
    if (index >= 0) return index
    return findBetween(texts, foldTitle(sections[order]?.section_title ?? ''), found, order)
  })
}

/** Blanks and the shape of quotes differ between a reader's text and a rendered one. */
export function foldTitle(title: string): string {
  return title
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
}

function findBetween(
  texts: readonly string[],
  title: string,
  found: readonly number[],
  order: number,
): number {
  const from = found.slice(0, order).findLast((index) => index >= 0) ?? -1
  const until = found.slice(order + 1).find((index) => index >= 0) ?? texts.length
  return texts.findIndex((text, at) => at > from && at < until && text === title)
}
