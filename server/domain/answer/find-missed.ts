import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { readCell } from './cell-numbers.ts'
import { coverConcepts, names, type ConceptWeights } from './concept-weights.ts'
import type { FoundRow } from './find-cells.ts'
import { holdsExactNames } from './named-exactly.ts'
import { isPlan } from './planned.ts'
import { listHeadTerms, type AskedRow, type AskedTable } from './table-rows.ts'

/** Rows whose value lies on the side of their target that a question asks for. */
export type FoundMissed = {
  /** Each with its target and its value. */
  readonly rows: readonly FoundRow[]
  readonly compared: number
  readonly head: string
  readonly side: 'below' | 'not below' | 'above' | 'not above'
}

/**
 * "Which service levels were missed in May?" of a table with a column of targets and one of what was reached. Which
 * side of a target a miss lies on must be said: by the head, by the target itself, or by the notes.
 */
export function findMissed(
  question: AskedQuestion,
  weights: ConceptWeights,
  tables: readonly AskedTable[],
): FoundMissed | undefined {
  const [, noun = '', deed = ''] = asks.exec(question.text) ?? []
  if (deed === '') return undefined
  const isMissed = missed.test(deed)
  const asked = { noun, deed, isMissed }
  const found = tables
    .filter(({ place }) => !isPlan(place.source))
    .flatMap((table) => findInTable(question, weights, table, asked) ?? [])
  return found.length === 1 ? found[0] : undefined
}

const asks =
  /^\W*(?:which|what|how many) ([\p{L}\p{N} /-]+?) (?:(?:was|were|is|are|have|has|had|did|do|does)(?: been)? )?((?:not |n['’]t )?(?:missed|miss|met|meet|reached|reach|achieved|achieve|attained|attain|exceeded|exceed|failed|fail)|(?:were|was) (?:below|above)|(?:fell|fall|stayed|stay|lay|rose) (?:short|below|above))\b/iu
const missed = /^(?:not |n['’]t )|\b(?:miss|missed|fail|failed|short)\b/i
const exceeded = /\b(?:exceed|exceeded|above)\b/i

type Asked = { readonly noun: string; readonly deed: string; readonly isMissed: boolean }

const leastCoverage = 0.9

function findInTable(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  { noun, deed, isMissed }: Asked,
): FoundMissed | undefined {
  const columns = [...table.columns.keys()]
  const targets = columns.filter((index) => targetHead.test(nameColumn(table, index)))
  const [target, ...more] = targets
  if (target === undefined || more.length > 0) return undefined
  const value = chooseValue(question, table, target)
  if (value === undefined || !isAbout(question, weights, table, noun, [target, value]))
    return undefined
  const rows = table.rows.filter(({ isTotal }) => !isTotal)
  const sides = rows.flatMap((row) => readSide(table, row, target, value) ?? [])
  const side = findSide(sides, deed, isMissed)
  if (side === undefined || sides.length < 2) return undefined
  return {
    rows: sides
      .filter((one) => isOn(side, one.difference))
      .map(({ row }) => ({ table, row, columns: [target, value], coverage: 1, score: 1 })),
    compared: sides.length,
    head: nameColumn(table, target),
    side,
  }
}

function isOn(side: FoundMissed['side'], difference: number): boolean {
  if (side === 'below') return difference < 0
  if (side === 'above') return difference > 0
  return side === 'not below' ? difference >= 0 : difference <= 0
}

function nameColumn({ columns }: AskedTable, index: number): string {
  return columns[index]?.path.join(', ') ?? ''
}

const targetHead =
  /\b(?:targets?|thresholds?|goals?|required|minimum|maximum|limits?|ceiling|floor|standard|benchmark)\b/i

/** The one column of the time that is asked for, or the one beside the target. */
function chooseValue(
  question: AskedQuestion,
  table: AskedTable,
  target: number,
): number | undefined {
  const others = [...table.columns.keys()].filter((index) => index !== target)
  const numeric = others.filter((index) =>
    table.rows.some((row) => readValue(readCell(table, row, index))),
  )
  const timed = times.exec(question.text)?.[0]
  if (timed === undefined) return numeric.length === 1 ? numeric[0] : undefined
  const named = numeric.filter((index) => isOfTime(table, nameColumn(table, index), timed))
  return named.length === 1 ? named[0] : undefined
}

/** The month stands in the head, and the year there or above the table; "may" is no term of it. */
function isOfTime({ above }: AskedTable, head: string, timed: string): boolean {
  const [year] = /(?:19|20)\d\d/.exec(timed) ?? []
  const rest = timed
    .replace(year ?? '', '')
    .trim()
    .slice(0, 3)
  const isOfPart = rest === '' || new RegExp(`\\b${rest}`, 'i').test(head)
  const isOfYear = year === undefined || head.includes(year) || above.has(year)
  return isOfPart && isOfYear && (rest !== '' || head.includes(year ?? ''))
}

const times =
  /\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: (?:19|20)\d\d)?|(?:19|20)\d\d|Q[1-4](?: (?:19|20)\d\d)?)\b/

/** The rows are such things as are asked for, and nothing else of the question is left. */
function isAbout(
  question: AskedQuestion,
  weights: ConceptWeights,
  table: AskedTable,
  noun: string,
  columns: readonly number[],
): boolean {
  const nouns = new Set(listTerms(noun))
  const about = [table.subject, table.above]
  const ofNoun = question.concepts.filter(({ term }) => nouns.has(term))
  if (ofNoun.length === 0 || !ofNoun.every((one) => about.some((own) => names(own, one))))
    return false
  const heads = listHeadTerms(table, columns)
  const scope = `${table.place.table.title}\n${table.place.source.name}`
  const telling = new Map([...weights].filter(([one]) => !isDeed(one)))
  const places = [...about, heads, table.ofSource].map((terms) => [terms, 1] as const)
  return coverConcepts(telling, places) >= leastCoverage && holdsExactNames(question.exact, scope)
}

function isDeed({ term }: Concept): boolean {
  return deeds.has(term)
}

const deeds: ReadonlySet<string> = new Set(
  listTerms(
    'missed miss met meet reached reach achieved achieve attained attain exceeded exceed failed fail fell short below above target targets threshold thresholds goal goals limit limits',
  ),
)

type Side = {
  readonly row: AskedRow
  /** Below 0 where the value is less than the target. */
  readonly difference: number
  /** What is less than the target misses it; undefined where nothing says so. */
  readonly isFloor: boolean | undefined
}

function readSide(
  table: AskedTable,
  row: AskedRow,
  target: number,
  value: number,
): Side | undefined {
  const wanted = readCell(table, row, target)
  const [goal, reached] = [readValue(wanted), readValue(readCell(table, row, value))]
  if (!goal || !reached || goal.unit !== reached.unit) return undefined
  return {
    row,
    difference: reached.value - goal.value,
    isFloor: readFloor(wanted, nameColumn(table, target), table),
  }
}

function readFloor(wanted: string, head: string, { place }: AskedTable): boolean | undefined {
  const own = [wanted, head].map((words) =>
    floors.test(words) ? true : ceilings.test(words) ? false : undefined,
  )
  const told = own.find((one) => one !== undefined)
  return told ?? readNotes(place)
}

const floors = /≥|>|\b(?:min(?:imum|\.)?|at least|floor|no(?:t)? (?:less|lower|fewer)|or more)\b/i
const ceilings =
  /≤|<|\b(?:max(?:imum|\.)?|at most|ceiling|limits?|no(?:t)? (?:more|higher|greater)|or less|within|up to)\b/i

/** "A value below the threshold is a miss", behind the table or before it. */
function readNotes({ source, table }: AskedTable['place']): boolean | undefined {
  const { blocks, text } = source.sourceText
  const index = blocks.indexOf(table)
  const behind = blocks.slice(index + 1, index + 1 + mostNotes)
  const end = behind.findIndex(({ kind }) => kind === 'heading' || kind === 'table')
  const around = [
    ...blocks.slice(Math.max(0, index - 1), index),
    ...behind.slice(0, end < 0 ? mostNotes : end),
  ]
  const notes = around
    .filter(({ kind }) => kind !== 'table')
    .map(({ range }) => sliceRange(text, range))
    .join('\n')
  const side = misses.exec(notes)?.[1]?.toLowerCase()
  if (side === undefined) return undefined
  return /below|under|less|lower/.test(side)
}

const mostNotes = 4

const misses =
  /\b(below|under|less than|lower than|above|over|more than|higher than) (?:the |its |their )?(?:target|threshold|goal|limit|standard|benchmark)s? (?:is|are|counts? as|means?) (?:an? )?(?:miss|missed|fail|failed|failure|breach|not met)/i

/** All rows must say on which side a miss lies; "exceeded" says it itself. */
function findSide(
  sides: readonly Side[],
  deed: string,
  isMissed: boolean,
): FoundMissed['side'] | undefined {
  if (exceeded.test(deed) && !isMissed) return 'above'
  const [first] = sides
  if (!first || first.isFloor === undefined) return undefined
  if (sides.some(({ isFloor }) => isFloor !== first.isFloor)) return undefined
  if (isMissed) return first.isFloor ? 'below' : 'above'
  return first.isFloor ? 'not below' : 'not above'
}

function readValue(words: string): { value: number; unit: string } | undefined {
  const [, number = '', unit = ''] =
    /^\s*(?:[<>≤≥]=?|at (?:least|most)|min\.?|max\.?)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(%|[\p{L}µ°/²³]*)\s*$/iu.exec(
      words,
    ) ?? []
  return number === '' ? undefined : { value: Number(number.replaceAll(',', '')), unit }
}
