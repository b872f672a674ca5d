import type { SourceText } from '../../../shared/model/source-text.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { isNumberTerm, listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'

/**
 * What a source is called: by its file's name, by the line or two that it begins with, and as what it is. A
 * question names it so ("in the protocol"), and each of its sentences is of it without saying so.
 */
export function listTitleTerms({ name, role, sourceText }: EvidenceSource): ReadonlySet<string> {
  const known = titlesOf.get(sourceText) ?? new Set(listTerms(readTitle(sourceText)))
  titlesOf.set(sourceText, known)
  return new Set([...known, ...listFileTerms(name), ...listTerms(callings[role] ?? '')])
}

/** What the name of a file says, without its ending. */
export function listFileTerms(name: string): ReadonlySet<string> {
  const words = name.replace(/\.\w+$/, '').replace(/[_-]/g, ' ')
  // "table_14-3.01.docx" is of no Week 14
  return new Set(listTerms(words).filter((term) => !isShortNumber(term)))
}

/**
 * What the rows of a list are by the name of its file: without the code of a study or project, which any of its
 * files may have, and a deviation from a protocol is a deviation.
 */
export function nameListed(file: string): string {
  const words = file.replace(/\.\w+$/, '')
  const rest = words.replace(codes, ' ').replace(/[_-]/g, ' ').trim()
  const named = /\p{L}{3}/u.test(rest) ? rest : words.replace(/[_-]/g, ' ')
  return named.replace(/\bprotocol (?=(?:deviation|violation)s?\b)/i, '')
}

const codes = /(?<![\p{L}\p{N}])\p{Lu}{2,}[-_ ]?\d[\d-]*(?![\p{L}\p{N}])/gu

function isShortNumber(term: string): boolean {
  return isNumberTerm(term) && term.length < 4
}

/** A text never changes. */
const titlesOf = new WeakMap<SourceText, ReadonlySet<string>>()

/** UTF-16 units: what is longer is no title. */
const longestTitle = 160
const mostLines = 2

function readTitle({ blocks, text }: SourceText): string {
  const lines = blocks.slice(0, mostLines).map(({ range }) => sliceRange(text, range))
  const end = lines.findIndex((line) => line.length > longestTitle || /[.;:!?]\s*$/.test(line))
  return lines.slice(0, end < 0 ? mostLines : end).join('\n')
}

const callings: Partial<Record<SourceRole, string>> = {
  protocol: 'protocol',
  sap: 'analysis plan',
  contract: 'contract agreement',
  ledger: 'ledger',
  report: 'report',
}
