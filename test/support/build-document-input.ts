import type { DraftCitation } from '../../shared/model/citation.ts'
import type {
  DraftBlock,
  DraftCell,
  DraftParagraph,
  DraftSentence,
  DraftTable,
} from '../../shared/model/draft.ts'
import type { TemplatePlace } from '../../shared/model/template.ts'
import type {
  DocumentInput,
  PlacedContent,
  WrittenSection,
} from '../../shared/model/document-input.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import { writeDocument } from '../../server/formats/write-docx.ts'
import { buildDocx, type DocxContent } from './build-docx.ts'

/**
 * The input that replaces words of a template: each key stands once in its text, line feeds where
 * it goes on in the next paragraph, and is the rule's id. Sections are the template's headings.
 */
export function buildDocumentInput(
  template: Uint8Array,
  contents: Readonly<Record<string, PlacedContent>>,
): DocumentInput {
  const texts = readTexts(template)
  const sections = listSections(template)
  const placements = Object.entries(contents).map(([words, content]) => {
    const place = findPlace(texts, words)
    const isAbove = (one: WrittenSection) => (one.headingParagraph ?? -1) < place.firstParagraph
    return { ruleId: words, sectionId: sections.findLast(isAbove)?.id ?? '', place, content }
  })
  return {
    template,
    sections,
    placements,
    ledger: [],
    documentKey: 'key',
    asOf: '2024-02-03',
    title: 'Report',
  }
}

/** Writes contents in the place of words of a body. */
export function writeBody(
  body: string,
  contents: Readonly<Record<string, PlacedContent>>,
  more: Partial<DocxContent> = {},
): Uint8Array {
  return writeDocument(buildDocumentInput(buildDocx({ body, ...more }), contents)).bytes
}

export function filled(...content: readonly DraftBlock[]): PlacedContent {
  return { kind: 'draft', result: { outcome: 'filled', content } }
}

export function omitted(reason: string): PlacedContent {
  return { kind: 'draft', result: { outcome: 'omitted', reason } }
}

export function gap(
  reason: string,
  searched = '',
  candidates: readonly string[] = [],
): PlacedContent {
  const code = 'no_match'
  return { kind: 'draft', result: { outcome: 'gap', gap: { reason, code, searched, candidates } } }
}

export function value(text: string, ...citations: readonly DraftCitation[]): PlacedContent {
  return { kind: 'text', text, citations }
}

export function draftParagraph(
  role: DraftParagraph['role'],
  ...texts: readonly string[]
): DraftParagraph {
  return { kind: 'paragraph', role, sentences: texts.map(sentence) }
}

export function sentence(text: string): DraftSentence {
  return { text, basis: 'cited', citations: [citation] }
}

/** Rows of texts; cells of the body that begin with a digit are cited. */
export function draftTable(
  rows: readonly (readonly (string | Partial<DraftCell>)[])[],
  more: Partial<DraftTable> = {},
): DraftTable {
  const headerRowCount = more.headerRowCount ?? 1
  const built = rows.map((row, index) => row.map((one) => draftCell(one, index < headerRowCount)))
  return {
    kind: 'table',
    sourceNumber: '',
    title: 'Disposition',
    columnCount: built[0]?.reduce((count, one) => count + one.columnSpan, 0) ?? 0,
    headerRowCount,
    rows: built,
    notes: [],
    sourceLine: '',
    ...more,
  }
}

export const citation: DraftCitation = {
  evidence: {
    kind: 'text',
    sourceTextId: 'text 1',
    range: { start: 0, end: 5 },
    quote: 'words',
    cell: null,
  },
  transformations: [],
  formula: '',
}

function draftCell(spec: string | Partial<DraftCell>, isHeader: boolean): DraftCell {
  const cell = typeof spec === 'string' ? { text: spec } : spec
  const citations = !isHeader && /^\d/.test(cell.text ?? '') ? [citation] : []
  return { text: '', columnSpan: 1, indent: 0, citations, ...cell }
}

function readTexts(template: Uint8Array): string[] {
  return listTemplateParagraphs(template).map(({ text }) => text)
}

function listTemplateParagraphs(template: Uint8Array) {
  const read = readTemplate(template)
  if (read.outcome === 'refused') throw new Error(read.reason)
  return read.paragraphs
}

function findPlace(texts: readonly string[], words: string): TemplatePlace {
  const all = texts.join('\n')
  const at = all.indexOf(words)
  if (at < 0) throw new Error(`the template lacks ${words}`)
  const firstParagraph = countLines(all.slice(0, at))
  const lastParagraph = countLines(all.slice(0, at + words.length))
  const lines = all.slice(0, at + words.length).split('\n')
  const start = at - (all.lastIndexOf('\n', at - 1) + 1)
  const around = texts
    .slice(firstParagraph, lastParagraph + 1)
    .join('\n')
    .replace(words, '')
  return {
    firstParagraph,
    lastParagraph,
    start: at === 0 ? 0 : start,
    end: lines.at(-1)?.length ?? 0,
    isWholeParagraph: around.trim() === '',
  }
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}

function listSections(template: Uint8Array): WrittenSection[] {
  const headings = listTemplateParagraphs(template).filter(({ headingLevel }) => headingLevel > 0)
  const title = { id: 'title', title: 'title', order: 0, headingParagraph: null, paragraphs: null }
  const others = headings.map(({ text, index }, at) => ({
    id: text,
    title: text,
    order: at + 1,
    headingParagraph: index,
    paragraphs: null,
  }))
  return [title, ...others]
}
