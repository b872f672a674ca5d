import type { Block, SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import { planRoles } from '../rules/rule-parameters.ts'
import { walkBlocks } from './list-claims.ts'

/** A table, or the sentences below one heading of a source, up to the next heading. */
export type SourcePart = {
  readonly kind: 'table' | 'section'
  readonly title: string
  readonly range: TextRange
  readonly isUsed: boolean
  /** 0 to 1; see `weighPart`. */
  readonly importance: number
}

/**
 * The tables of a source and its sections of prose, in the order of its text, with whether a document
 * rests on any words of theirs. Empty shells, contents, captions and bare headings are neither.
 * @param used ranges of the source's text that the document rests on
 * @param said `foldSentences` of what the document takes from any source: a section that another source
 * says word for word is used by it
 * @param documentTerms the terms of the document
 */
export function listSourceParts(
  { sourceText, role }: Pick<EvidenceSource, 'sourceText' | 'role'>,
  used: readonly TextRange[],
  said: ReadonlySet<string>,
  documentTerms: ReadonlySet<string>,
): SourcePart[] {
  const isAttached = createAttachmentTest(sourceText)
  return [...listTables(sourceText), ...listSections(sourceText)]
    .toSorted((a, b) => a.range.start - b.range.start)
    .map((part) => ({
      kind: part.kind,
      title: part.title,
      range: part.range,
      isUsed:
        used.some((range) => part.ranges.some((own) => rangesOverlap(own, range))) ||
        isSaidElsewhere(part, sourceText.text, said),
      importance: round(
        weighPart(part, sourceText.text, role, documentTerms) *
          (isAttached(part) && planRoles.includes(role) ? attachedShare : 1),
      ),
    }))
}

/** The terms of each sentence, in order. */
export function foldSentences(text: string): readonly string[] {
  return splitSentences(text, { start: 0, end: text.length }).map((range) =>
    listTerms(sliceRange(text, range)).join(' '),
  )
}

function isSaidElsewhere(
  { kind, ranges }: Pick<Part, 'kind' | 'ranges'>,
  text: string,
  said: ReadonlySet<string>,
): boolean {
  const sentences = ranges.flatMap((range) => foldSentences(sliceRange(text, range)))
  return kind === 'section' && sentences.every((words) => words === '' || said.has(words))
}

type Part = {
  readonly kind: 'table' | 'section'
  readonly title: string
  readonly range: TextRange
  /** What of the range is the part's own: no table inside a section. */
  readonly ranges: readonly TextRange[]
}

function listTables({ blocks }: SourceText): Part[] {
  return blocks
    .map((block, index) => ({ block, index }))
    .filter((one): one is { block: TableBlock; index: number } => {
      const { block } = one
      return block.kind === 'table' && !block.isShell && block.cells.length > 1
    })
    .map(({ block, index }) => {
      const beside = blocks.filter(
        (one) => (one.kind === 'caption' || one.kind === 'table_note') && one.tableIndex === index,
      )
      const title = [block.number, block.title].filter(Boolean).join(' ')
      const ranges = [block.range, ...beside.map(({ range }) => range)]
      return { kind: 'table', title, range: block.range, ranges }
    })
}

/** Fewer words below a heading say too little to be missed. */
const leastWords = 12

function listSections({ text, blocks }: SourceText): Part[] {
  const sections: { title: string; blocks: Block[] }[] = [{ title: '', blocks: [] }]
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const title = [block.number, sliceRange(text, block.range)].filter(Boolean).join(' ')
      sections.push({ title: title.replace(/\s+/g, ' '), blocks: [] })
    } else if (prose.has(block.kind)) sections.at(-1)?.blocks.push(block)
  }
  return sections.flatMap(({ title, blocks: own }): Part[] => {
    const ranges = own.map(({ range }) => range)
    const words = ranges.reduce((sum, range) => sum + countWords(sliceRange(text, range)), 0)
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (!first || !last || words < leastWords || isApparatus(title)) return []
    return [{ kind: 'section', title, range: { start: first.start, end: last.end }, ranges }]
  })
}

const prose: ReadonlySet<Block['kind']> = new Set(['paragraph', 'list_item'])

/** Sections that help to read a source and say nothing of its subject; a text before any heading is its title page. */
function isApparatus(title: string): boolean {
  return (
    title === '' ||
    /\b(?:references|bibliography|contents|abbreviations|glossary|signatures?|revision history|approvals?|acknowledge?ments)\b/i.test(
      title,
    )
  )
}

const roleWeights: Readonly<Record<SourceRole, number>> = {
  table: 1,
  report: 0.9,
  contract: 0.8,
  ledger: 0.8,
  sap: 0.7,
  protocol: 0.7,
  listing: 0.6,
  figure: 0.6,
  other: 0.6,
  guideline: 0.4,
}

/** Words from which on a part is weighed in full. */
const fullWords = 60

/**
 * How much a part would be missed, 0 to 1: the role of its source (results before plans), the share of
 * its terms that the document speaks of, how many of its sentences or cells give numbers, and whether it says
 * more than a line.
 */
function weighPart(
  { kind, ranges }: Part,
  text: string,
  role: SourceRole,
  documentTerms: ReadonlySet<string>,
): number {
  const words = ranges.map((range) => sliceRange(text, range)).join('\n')
  const terms = [...new Set(listTerms(words))]
  const shared = terms.filter((term) => documentTerms.has(term)).length
  const nearness = terms.length === 0 ? 0 : shared / terms.length
  const pieces = kind === 'table' ? words.split(/[\t\n]+/) : listSentences(text, ranges)
  const numbers = shareWithNumbers(pieces)
  const size = Math.min(1, countWords(words) / fullWords)
  return roleWeights[role] * (0.3 + 0.7 * nearness) * (0.6 + 0.4 * numbers) * size
}

/** What is attached to a plan, forms and manuals of tests, is seldom missed in a report. */
const attachedShare = 0.4

function createAttachmentTest(sourceText: SourceText): (part: Part) => boolean {
  const attached = walkBlocks(sourceText, ({ range }, path) =>
    path.some((title) => /\battachments?\b/i.test(title)) ? range : undefined,
  ).filter((range) => range !== undefined)
  const starts = new Set(attached.map(({ start }) => start))
  return ({ range }) => starts.has(range.start)
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000
}

function listSentences(text: string, ranges: readonly TextRange[]): string[] {
  return ranges.flatMap((range) =>
    splitSentences(text, range).map((sentence) => sliceRange(text, sentence)),
  )
}

function shareWithNumbers(pieces: readonly string[]): number {
  return pieces.length === 0 ? 0 : pieces.filter((one) => /\d/.test(one)).length / pieces.length
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}
