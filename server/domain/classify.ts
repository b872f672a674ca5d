import type { Block, SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { sourceRoles, type SourceRole } from '../../shared/model/vocabulary.ts'
import { rangeLength, sliceRange } from '../../shared/text/range.ts'
import { roleWords, type Place, type RoleWords } from './role-words.ts'

/** `confidence` is 0 to 1: how sure the role's words make us, less what speaks for the next role. */
type Classification = { readonly role: SourceRole; readonly confidence: number }

/** What a source is, from its title page, headings, file name and tables. A person may correct it. */
export function classify(source: {
  readonly name: string
  readonly sourceText: SourceText
}): Classification {
  const places = readPlaces(source.name, source.sourceText)
  const scored = sourceRoles
    .map((role) => ({ role, score: scoreRole(role, places, source.sourceText) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best || !second || best.score < leastScore) {
    // nothing speaks for "other" but that nothing speaks for the rest
    return { role: 'other', confidence: round((1 - (best?.score ?? 0)) / 2) }
  }
  return { role: best.role, confidence: round(best.score * (1 - second.score / 2)) }
}

/** Below this a guess is worse than none: a rule would search the wrong file. */
const leastScore = 0.35

/** The title page where a format has no pages, in UTF-16 units; a longer line is no title. */
const titlePageLength = 1200
const titleLineLength = 120

/** Share of the text that a file's tables with captions and notes hold where they are what it is. */
const tableShare = 0.6

/** The lines of each place, in lower case. */
type Places = Readonly<Record<Place | 'margin', readonly string[]>>

function readPlaces(name: string, sourceText: SourceText): Places {
  const { text, blocks, metadata } = sourceText
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  const tables = listTables(sourceText)
  const slice = ({ range }: { range: { start: number; end: number } }) => sliceRange(text, range)
  const captions = [
    ...tables.map(({ number, title }) => (number ? `Table ${number} ${title}` : title)),
    ...blocks.filter(({ kind }) => kind !== 'table' && kind !== 'table_note').map(slice),
  ]
  const page = sourceText.pages[0]?.range ?? { start: 0, end: titlePageLength }
  const titlePage = text.slice(page.start, Math.min(page.end, page.start + titlePageLength))
  const headerCells = tables.flatMap((table) =>
    table.cells.filter(({ row }) => row < Math.max(1, table.headerRowCount)).map(slice),
  )
  return {
    name: [name.replace(/\.\w{1,5}$/, '').replace(/[_\s]+|(?<=\D)-|-(?=\D)/g, ' ')].map(toLower),
    // cells are no titles: only what stands around them names a file that is all table
    title: [metadata.title, ...(isMadeOfTables(sourceText) ? captions : titlePage.split('\n'))]
      .map(toLower)
      .filter((line) => line.length <= titleLineLength),
    margin: metadata.marginLines.map(toLower),
    heading: headings.map(slice).map(toLower),
    header_cell: headerCells.map(toLower),
    text: [text.slice(0, 5 * titlePageLength).toLowerCase()],
  }
}

/** Independent signs add up: 1 − Π(1 − weight), each sign counted once. */
function scoreRole(role: SourceRole, places: Places, sourceText: SourceText): number {
  if (exhibits.has(role) && !isExhibit(sourceText)) return 0
  const signs = roleWords
    .filter((entry) => entry.role === role)
    .map((entry) => weighSign(entry, places))
  const shape = role === 'table' ? scoreShape(sourceText) : 0
  return 1 - [...signs, shape].reduce((doubt, weight) => doubt * (1 - weight), 1)
}

/** A running title names its file less surely than its first page: it may name the file's parts, too. */
function weighSign({ place, words, weight }: RoleWords, places: Places): number {
  if (places[place].some((line) => words.test(line))) return weight
  return place === 'title' && places.margin.some((line) => words.test(line)) ? weight / 2 : 0
}

const exhibits: ReadonlySet<SourceRole> = new Set(['table', 'listing', 'figure'])

/** A file is a table or figure when it is little else; a text that has some is not. */
function isExhibit(sourceText: SourceText): boolean {
  const isHeaded = /^\s*(?:table|listing|figure)\s+\d/i.test(sourceText.text)
  return isHeaded || isMadeOfTables(sourceText)
}

/** A file that is essentially one or more tables; a number or title makes it a result table. */
function scoreShape(sourceText: SourceText): number {
  if (!isMadeOfTables(sourceText)) return 0
  const tables = listTables(sourceText)
  if (tables.some(({ number }) => number !== '')) return 0.85
  return tables.some(({ title }) => title !== '') ? 0.6 : 0.4
}

function isMadeOfTables(sourceText: SourceText): boolean {
  if (listTables(sourceText).length === 0) return false
  const kinds: readonly Block['kind'][] = ['table', 'caption', 'table_note']
  const parts = sourceText.blocks.filter(({ kind }) => kinds.includes(kind))
  const held = parts.reduce((sum, { range }) => sum + rangeLength(range), 0)
  return held >= tableShare * sourceText.text.trim().length
}

function listTables({ blocks }: SourceText): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table' && !block.isShell) as TableBlock[]
}

function toLower(line: string): string {
  return line.replace(/\s+/g, ' ').trim().toLowerCase()
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100
}
