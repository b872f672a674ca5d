import type { HeadingBlock, SourceText } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { splitPath } from './cell-address.ts'

/** A heading with everything below it up to the next one of the same or a higher level. */
export type HeadingSection = {
  readonly title: string
  /** "3.4.2" without a full stop behind; '' for an unnumbered heading. */
  readonly number: string
  /** Titles from the outermost heading to its own. */
  readonly path: readonly string[]
  /** Indexes in `blocks`: of the heading, and of the first block that is not below it any more. */
  readonly heading: number
  readonly end: number
}

type HeadingSearch = {
  readonly sections: readonly HeadingSection[]
  /** Paths of the headings that fit a name which fits more than one. */
  readonly ambiguous: readonly string[]
}

/**
 * Sections with text (or other content) whose heading is one of the names: case, numbers before it and punctuation
 * don't count. A name that no heading equals may stand inside exactly one. "DAD > Background" tells
 * twins apart by a heading above them, "6 References" by its number. Text order; no section twice.
 */
export function findHeadings(
  sourceText: SourceText,
  names: readonly string[],
  hasContent: (sourceText: SourceText, section: HeadingSection) => boolean = hasProse,
): HeadingSearch {
  const all = listHeadings(sourceText).filter((section) => hasContent(sourceText, section))
  const found = new Set<HeadingSection>()
  const ambiguous: string[] = []
  for (const name of names) {
    const matches = tellTwinsApart(findByName(all, splitPath(name).map(foldHeading)), name)
    const [match] = matches
    if (match && matches.length === 1) found.add(match)
    else ambiguous.push(...matches.map(({ path }) => path.slice(-2).join(' > ')))
  }
  return { sections: all.filter((section) => found.has(section)), ambiguous }
}

export function listHeadings(sourceText: SourceText): readonly HeadingSection[] {
  const { blocks, text } = sourceText
  const open: { level: number; title: string }[] = []
  return blocks.flatMap((block, heading) => {
    if (block.kind !== 'heading') return []
    const title = sliceRange(text, block.range).replace(/\s+/g, ' ')
    while ((open.at(-1)?.level ?? 0) >= block.level) open.pop()
    open.push({ level: block.level, title })
    const path = open.map((one) => one.title)
    const number = leadingNumber(`${block.number} ${title}`)
    return [{ title, number, path, heading, end: findEnd(sourceText, block, heading) }]
  })
}

/** "3.1. Summary of Study Design:" → "summary of study design". */
export function foldHeading(title: string): string {
  return title
    .toLowerCase()
    .replace(/^\s*\d+(?:\.\d+)*\.?(?=\s)/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Those that equal the name, else those that contain it. */
function findByName(
  all: readonly HeadingSection[],
  name: readonly string[],
): readonly HeadingSection[] {
  const last = name.at(-1) ?? ''
  if (last === '') return []
  const above = all.filter(({ path }) => fitsAbove(path.slice(0, -1), name.slice(0, -1)))
  const equal = above.filter(({ title }) => foldHeading(title) === last)
  return equal.length > 0 ? equal : above.filter(({ title }) => contains(title, last))
}

function tellTwinsApart(
  matches: readonly HeadingSection[],
  name: string,
): readonly HeadingSection[] {
  const wanted = leadingNumber(splitPath(name).at(-1) ?? '')
  const numbered = matches.filter(({ number }) => wanted !== '' && number === wanted)
  return numbered.length > 0 ? numbered : matches
}

function leadingNumber(title: string): string {
  return /^\s*(\d+(?:\.\d+)*)\.?\s/.exec(title)?.[1] ?? ''
}

/** The named headings stand above it, in their order, others may stand between. */
function fitsAbove(path: readonly string[], names: readonly string[]): boolean {
  let at = 0
  for (const title of path) if (at < names.length && contains(title, names[at] ?? '')) at += 1
  return at === names.length
}

function contains(title: string, folded: string): boolean {
  return ` ${foldHeading(title)} `.includes(` ${folded} `)
}

function hasProse({ blocks }: SourceText, { heading, end }: HeadingSection): boolean {
  return blocks
    .slice(heading + 1, end)
    .some(({ kind }) => kind === 'paragraph' || kind === 'list_item')
}

function findEnd({ blocks }: SourceText, { level }: HeadingBlock, heading: number): number {
  const next = blocks.findIndex(
    (block, index) => index > heading && block.kind === 'heading' && block.level <= level,
  )
  return next < 0 ? blocks.length : next
}
