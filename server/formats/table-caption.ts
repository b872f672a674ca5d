/** What the lines above a table say of it. */
export type TableCaption = {
  /** "table", "listing", "figure" … in lower case; '' for a caption without a label. */
  readonly label: string
  /** "14-1.01"; '' without one. */
  readonly number: string
  readonly title: string
  /** "Safety" of "Population: Safety"; '' where it is not said. */
  readonly population: string
}

/**
 * Reads the lines of a caption, of which the first names the table: "Table 14-1.01", "Summary of
 * Populations", "Population: Safety", or all in one line. Undefined when the first line is none.
 */
export function readCaption(lines: readonly string[]): TableCaption | undefined {
  const [first = '', ...others] = lines
  const named = parseLabel(first)
  if (!named) return undefined
  const populations = others.flatMap((line) => findPopulation(line) ?? [])
  const titles = others.filter((line) => findPopulation(line) === undefined)
  const title = [named.title, ...titles].filter((line) => line !== '').join(' ')
  return {
    label: named.label,
    number: named.number,
    title: withoutContinuation(foldBlanks(title)),
    population: populations[0] ?? findTrailingPopulation(title),
  }
}

/** "Safety" of "Population: Safety", "(Safety Population)"; undefined for another line. */
export function findPopulation(line: string): string | undefined {
  const named = /^(?:analysis\s+)?(?:population|analysis\s+set)\s*:\s*(\S.*)$/i.exec(line.trim())
  if (named) return foldBlanks(named[1] ?? '')
  const lone = /^\(?((?:[\w-]+[ -]){1,4}(?:population|analysis set))\)?$/i.exec(line.trim())
  return lone ? withoutPopulationWord(lone[1] ?? '') : undefined
}

/** Whether a line says that its table goes on from an earlier page: "Table 4 (continued)". */
export function isContinuation(line: string): boolean {
  return continuationMark.test(line)
}

/**
 * Lines of page margins that are no caption and no note: page counts, run stamps, program paths,
 * the protocol's name, marks of confidentiality.
 */
export function isRunningLine(line: string): boolean {
  return runningLines.some((pattern) => pattern.test(line.trim()))
}

/** How a line below a table begins when it is a note to it. */
export function findNoteStart(line: string): 'strong' | 'weak' | undefined {
  if (strongNote.test(line)) return 'strong'
  return weakNote.test(line) ? 'weak' : undefined
}

const labels =
  'table|tab\\.|listing|figure|fig\\.|exhibit|tabelle|abbildung|abb\\.|tableau|tabla|tabela|tabella|figura'
const numberPattern = '[A-Z]{0,2}\\.?\\d+(?:[-–‑.]\\d+)*[a-z]?|[A-Z](?:[-–‑.]\\d+)+|[IVXL]+'
const labelPattern = new RegExp(
  `^\\s*(${labels})\\s+(?:no\\.?\\s*)?(${numberPattern})(?![\\w])([\\s\\S]*)$`,
  'i',
)
const separatorPattern = /^(?:\s*[.:–—|]+\s*|\s+-+\s*|-+(?=\s|\p{Lu})\s*|\s*[\t\n]\s*|\s{2,})/u
const continuationMark = /[\s,(–—-]+cont(?:inued|inuation|'d|’d|d|\.)\s*\.?\)?\s*$/i

/** Marks of writing direction and the like, which Word's fields leave around numbers. */
const invisible = /[\u200B-\u200F\u2060\uFEFF]/g

/** Longer ones are sentences that begin with the name of a table. */
const longestTitle = 400
const longestBareTitle = 200

const runningLines: readonly RegExp[] = [
  /^page\s*\d*\s*(?:of\s*\d*)?$/i,
  /^\d+\s*(?:of|\/)\s*\d+$/,
  /^\d{1,2}:\d{2}(?::\d{2})?\b.*\d{4}$/,
  /^(?:\w+,?\s+)?\d{1,2}[ -]?[A-Za-z]{3,9}[ -]?\d{4}(?:[ ,T]+\d{1,2}:\d{2}.*)?$/,
  /^(?:source|program|program source|file|output)\s*:\s*\S*[\\/.]\S*\.(?:r|sas|py|lst|lis|rtf|txt|do|ipynb|rmd|qmd)\b.*$/i,
  /^\S*[\\/]\S*\.(?:r|sas|py|lst|lis|rtf|log)\b.*$/i,
  /^(?:protocol|study|sponsor|compound)(?:\s+(?:no\.?|number|id))?\s*:\s*\S.*$/i,
  /^(?:(?:company|sponsor|strictly)\s+)?confidential\b.{0,60}$/i,
]

const strongNote =
  /^(?:notes?\s*[:.]|\(?note\)?\s*\d*\s*[:.]|sources?\s*:|abbreviations?\s*:|legend\s*:|key\s*:|footnotes?\s*:|\[[\da-z]{1,2}\]\s*\S|[*†‡§¶#]+\s*\S|p-values?\s+(?:is|are|from)\b)/i
const weakNote = /^(?:\(?[a-z\d]{1,2}[).:]\s*\S|[a-z\d]\s+\S|note\s+that\b|notes?\b)/i

function parseLabel(line: string): { label: string; number: string; title: string } | undefined {
  const match = labelPattern.exec(line.replace(invisible, ''))
  if (!match) return undefined
  const [, label = '', number = '', rest = ''] = match
  const title = rest.replace(separatorPattern, '').trim()
  const isSeparated = title === '' || separatorPattern.test(rest)
  if (!isSeparated && !isBareTitle(title)) return undefined
  if (title.length > longestTitle) return undefined
  return { label: label.toLowerCase(), number: number.replace(/[–‑]/g, '-'), title }
}

/** "Table 4 Baseline data" is a caption, "Table 4 shows …" and "Table 4 and 5." are not. */
function isBareTitle(title: string): boolean {
  return /^[\p{Lu}\d("“[]/u.test(title) && title.length <= longestBareTitle && !title.endsWith('.')
}

function findTrailingPopulation(title: string): string {
  const match = /\(((?:[\w-]+[ -]){1,4}(?:population|analysis set))\)\s*$/i.exec(title)
  return match ? withoutPopulationWord(match[1] ?? '') : ''
}

function withoutPopulationWord(text: string): string {
  return foldBlanks(text).replace(/ population$/i, '')
}

function withoutContinuation(title: string): string {
  return ` ${title}`.replace(continuationMark, '').trim()
}

function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
