import type {
  Rule,
  TemplateContent,
  TemplateError,
  TemplateParagraph,
  TemplateSection,
} from '../../../shared/model/template.ts'
import { readBlocks, type BlockReading } from '../blocks/read-blocks.ts'
import { findTableMistake, listPlacedTables, type PlacedTables } from './table-names.ts'
import { isHeading, scanChunk, type ChunkFinding, type PlacedMistake } from './scan-template.ts'

export type TemplateReading = {
  readonly content: TemplateContent
  /** All mistakes of the template, in the order in which they stand there. */
  readonly errors: readonly TemplateError[]
}

/**
 * Sections, rules and placeholders of a template (rules.md). Text before the first heading is the
 * section "title"; it is there only if a paragraph is. Rules are found over the joined text of
 * paragraphs, never across a heading, nor in a table across a paragraph: a reader of paragraphs
 * can't see where a cell ends. A heading may hold placeholders; they belong to its own section.
 */
export function readTemplateContent(paragraphs: readonly TemplateParagraph[]): TemplateReading {
  const ids = new Set<string>()
  const parts = splitSections(paragraphs).map(scanPart)
  const all = parts.flatMap(({ findings }) => findings)
  const blocks = readBlocks(all, paragraphs)
  const known: Known = { blocks, placed: listPlacedTables(parts.flatMap(listWrittenRules)) }
  const readings = parts.map((part, order) => readSection(part, order, ids, known))
  return {
    content: {
      sections: readings.map(({ section }) => section),
      hasBlocks: all.some(({ kind }) => kind === 'block'),
    },
    errors: readings.flatMap(({ errors }) => errors),
  }
}

/** What stands in a template, in document order. */
export function listFindings(paragraphs: readonly TemplateParagraph[]): readonly ChunkFinding[] {
  return splitSections(paragraphs).flatMap((part) => scanPart(part).findings)
}

type SectionPart = {
  readonly heading: TemplateParagraph | null
  readonly paragraphs: TemplateParagraph[]
}

type ScannedPart = SectionPart & { readonly findings: readonly ChunkFinding[] }

function scanPart(part: SectionPart): ScannedPart {
  return { ...part, findings: listChunks(part).flatMap((chunk) => scanChunk(chunk)) }
}

function splitSections(paragraphs: readonly TemplateParagraph[]): readonly SectionPart[] {
  const parts: SectionPart[] = []
  for (const paragraph of paragraphs) {
    if (isHeading(paragraph)) parts.push({ heading: paragraph, paragraphs: [] })
    else if (parts.length === 0) parts.push({ heading: null, paragraphs: [paragraph] })
    else parts.at(-1)?.paragraphs.push(paragraph)
  }
  return parts
}

/** What is known of the whole template when a section of it is read. */
type Known = { readonly blocks: BlockReading; readonly placed: PlacedTables }

/** A section that is left out places nothing. */
function listWrittenRules({ findings }: ScannedPart): readonly Rule[] {
  const rules = findings.flatMap((finding) => (finding.kind === 'rule' ? [finding] : []))
  const isLeftOut = rules.some(({ rule, place }) => rule.kind === 'omit' && place.isWholeParagraph)
  return isLeftOut ? [] : rules.map(({ rule }) => rule)
}

function readSection(
  part: ScannedPart,
  order: number,
  ids: Set<string>,
  known: Known,
): { readonly section: TemplateSection; readonly errors: readonly TemplateError[] } {
  const title = part.heading ? readTitle(part.heading) : 'title'
  const id = takeId(title, ids)
  const { blocks } = known
  const rules = numberRules(part.findings, order)
  const first = part.paragraphs.at(0)
  const section: TemplateSection = {
    id,
    title,
    order,
    level: part.heading?.headingLevel ?? 0,
    headingParagraph: part.heading?.index ?? null,
    paragraphs: first ? { first: first.index, last: part.paragraphs.at(-1)?.index ?? 0 } : null,
    rules: rules.flatMap(({ finding, ruleId }) =>
      finding.kind === 'rule' ? [{ id: ruleId, place: finding.place, rule: finding.rule }] : [],
    ),
    placeholders: part.findings
      .filter((finding) => finding.kind === 'placeholder')
      .filter((finding) => !blocks.inner.has(finding) && !blocks.mistakes.has(finding))
      .map(({ kind: _, ...found }, index) => ({ id: `${order}.p${index + 1}`, ...found })),
    escapes: part.findings
      .filter((finding) => finding.kind === 'escape')
      .map(({ kind: _, ...found }, index) => ({ id: `${order}.e${index + 1}`, ...found })),
  }
  return { section, errors: listErrors(rules, id, known) }
}

/** As the document will show it, but for its placeholders. */
function readTitle({ text }: TemplateParagraph): string {
  return text
    .replace(/\\(?=\[\[|\{\{)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The first free of "Safety", "Safety (2)", "Safety (3)" … */
function takeId(title: string, ids: Set<string>): string {
  let id = title
  for (let twin = 2; ids.has(id); twin += 1) id = `${title} (${twin})`
  ids.add(id)
  return id
}

/** Stretches of paragraphs that one rule may span. */
function listChunks({ heading, paragraphs }: SectionPart): readonly TemplateParagraph[][] {
  const chunks: TemplateParagraph[][] = heading ? [[heading]] : []
  let isOpen = false
  for (const paragraph of paragraphs) {
    if (isOpen && !paragraph.isInTable) chunks.at(-1)?.push(paragraph)
    else chunks.push([paragraph])
    isOpen = !paragraph.isInTable
  }
  return chunks
}

type NumberedFinding = { readonly finding: ChunkFinding; readonly ruleId: string }

/** Rules count from 1 in their section, those that don't parse too, so that ids stay when one is mended. */
function numberRules(findings: readonly ChunkFinding[], order: number): readonly NumberedFinding[] {
  let ordinal = 0
  return findings.map((finding) => {
    if (finding.kind === 'rule' || finding.kind === 'broken_rule') ordinal += 1
    return { finding, ruleId: `${order}.${ordinal}` }
  })
}

function listErrors(
  findings: readonly NumberedFinding[],
  sectionId: string,
  known: Known,
): readonly TemplateError[] {
  return findings.flatMap(({ finding, ruleId }) => {
    const isOfRule = finding.kind === 'rule' || finding.kind === 'broken_rule'
    return listMistakes(finding, known).map((mistake) => ({
      ...mistake,
      sectionId,
      ruleId: isOfRule ? ruleId : null,
    }))
  })
}

function listMistakes(finding: ChunkFinding, { blocks, placed }: Known): readonly PlacedMistake[] {
  if (finding.kind === 'rule') return [...finding.mistakes, ...listTableMistakes(finding, placed)]
  if (finding.kind === 'escape') return []
  if (finding.kind !== 'block' && finding.kind !== 'placeholder') return finding.mistakes
  const message = blocks.mistakes.get(finding)
  const { firstParagraph: paragraph, start: offset } = finding.place
  return message === undefined ? [] : [{ code: 'placeholder_syntax', message, paragraph, offset }]
}

function listTableMistakes(
  { rule, place }: Extract<ChunkFinding, { kind: 'rule' }>,
  placed: PlacedTables,
): readonly PlacedMistake[] {
  const message = findTableMistake(rule, placed)
  const { firstParagraph: paragraph, start: offset } = place
  return message === undefined ? [] : [{ code: 'parameter_invalid', message, paragraph, offset }]
}
