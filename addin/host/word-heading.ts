import type { Section } from '../../shared/contract/sections.ts'
import { foldTitle, matchHeadings } from './match-headings.ts'

/** Only the cursor goes to the heading: selecting its words would ask for their sources. */
export function goToHeading(section: Section, sections: readonly Section[]): Promise<boolean> {
  return Word.run(async (context) => {
    const { body } = context.document
    if (section.level === 0) {
      body.select('Start')
      await context.sync()
      return true
    }
    const hits = body.search(writeSearch(section.section_title), { matchCase: true })
    hits.load('items/text')
    await context.sync()
    const paragraphs = hits.items.map((hit) => hit.paragraphs.getFirst())
    for (const paragraph of paragraphs) paragraph.load('text,outlineLevel')
    await context.sync()
    const heading = paragraphs[findHeading(section, sections, paragraphs)]
    heading?.select('Start')
    await context.sync()
    return heading !== undefined
  })
}

/** Index of the paragraph that is the section's heading among those that hold its title; else -1. */
function findHeading(
  section: Section,
  sections: readonly Section[],
  paragraphs: readonly Word.Paragraph[],
): number {
  const title = foldTitle(section.section_title)
  const twins = sections.filter(({ section_title }) => foldTitle(section_title) === title)
  const order = twins.findIndex(({ section_id }) => section_id === section.section_id)
  const candidates = paragraphs.map(({ text, outlineLevel }) => ({
    text,
    isHeading: outlineLevel >= 1 && outlineLevel <= 9,
  }))
  return matchHeadings(twins, candidates)[order] ?? -1
}

/**
 * The head of a title as a search: whole words without blanks that Word and the server may read
 * differently. Word finds nothing beyond 255 characters, and reads "^" as the start of a code.
 */
function writeSearch(title: string): string {
  const line = title.trim().split(/[^\S ]| {2}/)[0] ?? ''
  const head =
    line.length > searchLength ? line.slice(0, line.lastIndexOf(' ', searchLength)) : line
  return head.slice(0, searchLength).replaceAll('^', '^^')
}

/** Half of what Word allows, since each caret doubles. */
const searchLength = 120
