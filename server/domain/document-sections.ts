import type { HeadingBlock, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'

/** One heading of a document with what stands below it, up to the next heading of any level. */
export type DocumentSection = {
  /** The title; a later twin gets the first free " (2)", " (3)" … */
  readonly id: string
  readonly title: string
  /** From 0, in document order. */
  readonly order: number
  /** 0 before the first heading, else 1 to 9. */
  readonly level: number
  readonly range: TextRange
}

/** The title of what stands before the first heading (rules.md). */
const titleSection = 'title'

export function nameSections({ text, blocks }: SourceText): DocumentSection[] {
  const headings = blocks.filter((block): block is HeadingBlock => block.kind === 'heading')
  const first = headings[0]?.range.start ?? text.length
  const hasTitle = text.slice(0, first).trim() !== ''
  const taken = new Set<string>()
  const parts = [
    ...(hasTitle ? [{ title: titleSection, level: 0, start: 0 }] : []),
    ...headings.map(({ range, level }) => ({
      title: sliceRange(text, range).replace(/\s+/g, ' ').trim(),
      level,
      start: range.start,
    })),
  ]
  return parts.map(({ title, level, start }, order) => ({
    id: takeSectionId(title, taken),
    title,
    order,
    level,
    range: { start, end: parts[order + 1]?.start ?? text.length },
  }))
}

/** The first free of "Safety", "Safety (2)", "Safety (3)" …, which is taken then. */
function takeSectionId(title: string, taken: Set<string>): string {
  let id = title
  for (let twin = 2; taken.has(id); twin += 1) id = `${title} (${twin})`
  taken.add(id)
  return id
}
