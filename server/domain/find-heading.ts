import type { HeadingBlock, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** A heading with everything below it up to the next one of the same or a higher level. */
export type HeadingSection = {
  readonly title: string
  /** Indexes in `blocks`: of the heading, and of the first block that is not below it any more. */
  readonly heading: number
  readonly end: number
}

export type HeadingSearch = {
  readonly sections: readonly HeadingSection[]
  /** Titles that contain a name which more than one heading contains and none equals. */
  readonly ambiguous: readonly string[]
}

/**
 * Sections whose heading is one of the names: case, numbers before it and punctuation don't count.
 * A name that no heading equals may stand in exactly one. Text order; no section twice.
 */
export function findHeadings(sourceText: SourceText, names: readonly string[]): HeadingSearch {
  const all = listHeadings(sourceText)
  const found = new Set<HeadingSection>()
  const ambiguous: string[] = []
  for (const name of names.map(foldHeading).filter((folded) => folded !== '')) {
    const equal = all.filter(({ title }) => foldHeading(title) === name)
    const containing = all.filter(({ title }) => ` ${foldHeading(title)} `.includes(` ${name} `))
    const matches = equal.length > 0 ? equal : containing.length === 1 ? containing : []
    for (const match of matches) found.add(match)
    if (matches.length === 0) ambiguous.push(...containing.map(({ title }) => title))
  }
  return { sections: all.filter((section) => found.has(section)), ambiguous }
}

export function listHeadings(sourceText: SourceText): readonly HeadingSection[] {
  const { blocks, text } = sourceText
  return blocks.flatMap((block, heading) =>
    block.kind === 'heading'
      ? [
          {
            title: sliceRange(text, block.range).replace(/\s+/g, ' '),
            heading,
            end: findEnd(sourceText, block, heading),
          },
        ]
      : [],
  )
}

/** "3.1. Summary of Study Design:" → "summary of study design". */
export function foldHeading(title: string): string {
  return title
    .toLowerCase()
    .replace(/^\s*\d+(?:\.\d+)*\.?(?=\s)/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function findEnd({ blocks }: SourceText, { level }: HeadingBlock, heading: number): number {
  const next = blocks.findIndex(
    (block, index) => index > heading && block.kind === 'heading' && block.level <= level,
  )
  return next < 0 ? blocks.length : next
}
