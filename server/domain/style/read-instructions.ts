import { emptyStyleGuide, type StyleGuide } from '../../../shared/model/style-guide.ts'
import { isReadableDateFormat } from '../format-date.ts'

type ReadInstructions = {
  readonly guide: StyleGuide
  /** Sentences that no rule knows, as they were written. */
  readonly unread: readonly string[]
}

/**
 * The terms and formats of instructions in words, one a line or between semicolons: "patient=subject",
 * "Use subject instead of patient", "Date format: d MMMM yyyy", "Thousands separator: none". A
 * sentence counts as read only if it says nothing else.
 */
export function readInstructions(instructions: string): ReadInstructions {
  const lines = instructions
    .split(/[\n;]/)
    .map((line) => line.trim().replace(/\.$/, ''))
    .filter((line) => line !== '')
  return lines.reduce<ReadInstructions>(
    ({ guide, unread }, line) => {
      const read = readLine(line)
      return read
        ? { guide: joinStyles(guide, { ...emptyStyleGuide, ...read }), unread }
        : { guide, unread: [...unread, line] }
    },
    { guide: emptyStyleGuide, unread: [] },
  )
}

/** What the second says goes before what the first does. */
export function joinStyles(first: StyleGuide, second: StyleGuide): StyleGuide {
  const said = new Set(second.terms.flatMap(({ forbidden }) => forbidden.map(fold)))
  const kept = first.terms.flatMap(({ preferred, forbidden }) => {
    const rest = forbidden.filter((one) => !said.has(fold(one)))
    return rest.length > 0 ? [{ preferred, forbidden: rest }] : []
  })
  return {
    terms: [...kept, ...second.terms],
    thousandsSeparator: second.thousandsSeparator ?? first.thousandsSeparator,
    dateFormat: second.dateFormat ?? first.dateFormat,
  }
}

/** Terms that are put for one word and replaced for another: which of them holds can't be told. */
export function listCircularTerms({ terms }: Pick<StyleGuide, 'terms'>): string[] {
  const forbidden = new Set(terms.flatMap((one) => one.forbidden.map(fold)))
  return terms.map(({ preferred }) => preferred).filter((one) => forbidden.has(fold(one)))
}

function readLine(line: string): Partial<StyleGuide> | undefined {
  const format = /^(?:date format|dates?)\s*[:=]\s*(.+)$/i.exec(line)?.[1]
  if (format !== undefined) return isReadableDateFormat(format) ? { dateFormat: format } : undefined
  const separator = /^thousands? separators?\s*[:=]\s*(none|comma)$/i.exec(line)?.[1]
  if (separator !== undefined) {
    return { thousandsSeparator: separator.toLowerCase() === 'none' ? 'none' : 'comma' }
  }
  return readTerm(line)
}

const term = '["“]?([\\p{L}\\p{N}][\\p{L}\\p{N} -]{0,60}?)["”]?'
const equal = new RegExp(`^${term}\\s*=\\s*${term}$`, 'u')
const instead = new RegExp(
  `^(?:use|write|say)\\s+${term}\\s*(?:instead of|,? not)\\s+${term}$`,
  'iu',
)

function readTerm(line: string): Partial<StyleGuide> | undefined {
  const [, from, to] = equal.exec(line) ?? []
  if (from && to) return { terms: [{ preferred: to, forbidden: [from] }] }
  const [, preferred, forbidden] = instead.exec(line) ?? []
  return preferred && forbidden ? { terms: [{ preferred, forbidden: [forbidden] }] } : undefined
}

function fold(words: string): string {
  return words.trim().toLowerCase()
}
