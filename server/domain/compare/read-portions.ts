import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import { findCells, readCount, type Form, type Outcome } from './form.ts'
import { ownKey } from './read-parts.ts'
import {
  before,
  listMentions,
  listParties,
  mentionList,
  together,
  type ComparedSentence,
} from './sentence.ts'
import type { Series } from './series.ts'
import { findWhole, writePart } from './whole.ts'
import { readToldShare, shareWords, type ToldShare } from './told-share.ts'

const number = `(?:\\d[\\d,]*|one|${numberWordsPattern})(?![\\p{L}\\d%.-])`
const share = `(?<share>${shareWords})`
const ofAllThe =
  "(?<ofAll>of\\s+(?:the\\s+(?:full\\s+)?year['’]s(?:\\s+total)?|(?:a|the)\\s+total\\s+of|all(?:\\s+of)?(?:\\s+the)?|the))"
const orShare = `(?:\\s*\\(\\s*(?<inBrackets>${shareWords})\\s*\\)|,?\\s+(?:or|that\\s+is|i\\.e\\.)\\s+(?<share>${shareWords}))?`
const things = '(?<things>[^,;:()§]+?)'
const verb =
  '(?:account(?:s|ed)?\\s+for|make(?:s)?\\s+up|made\\s+up|contribute[sd]?|represent(?:s|ed)?|constitute[sd]?|supplied|provided|ha[ds]|have|holds?|held|shows?|showed|reported|recorded|saw|was|were|is|are)'
const whose =
  '(?:was|were|is|are|came|comes?|occurred|arose|happened|took\\s+place|fell|concern(?:s|ed)?|belong(?:s|ed)?|originated|stemmed|relates?|related)(?:\\s+(?:reported|recorded|observed|found|made|seen|rated|classified|assessed|judged))?(?:\\s+(?:as|to))?'
const list = `(?<list>${mentionList})`
const first = `^\\s*(?:(?:the|both|together,?)\\s+)*(?:(?:first|second|third|fourth)\\s+)?${list}(?:\\s+(?:groups?|arms?))?,?(?<joined>\\s+(?:together|combined|taken together|between them|alone|by itself))?\\s+(?<verb>${verb})(?<also>\\s+together)?\\s+`
const last = `\\s+(?<verb>${whose})\\s+${before}${list}(?:\\s+(?:groups?|arms?|patients|subjects))?`
const end = '\\s*\\.?\\s*$'

/** Who stands first: "§0·· and §1·· together account for seven of the 12 …". */
const told = [
  `${first}(?<count>${number})\\s+${ofAllThe}\\s+(?<total>${number})\\s+${things}${orShare}${end}`,
  `${first}${share}\\s+${ofAllThe}\\s+(?:(?<total>${number})\\s+)?${things}${end}`,
  `${first}(?<count>${number})\\s+${things}(?:,\\s+(?:or\\s+)?|\\s+\\()${share}\\s+of\\s+(?<them>the\\s+total|all(?:\\s+of)?\\s+(?:those|them)(?:\\s+\\p{L}+)?|all\\s+\\p{L}+)\\)?${end}`,
  `^\\s*(?<count>${number})\\s+${ofAllThe}\\s+(?<total>${number})\\s+${things}${last}${orShare}${end}`,
  `^\\s*${share}\\s+${ofAllThe}\\s+(?:(?<total>${number})\\s+)?${things}${last}${end}`,
  `^\\s*of\\s+(?:the|all|all\\s+the)\\s+(?<total>${number})\\s+${things},\\s+(?<count>${number})${orShare}${last}${end}`,
].map((pattern) => new RegExp(pattern, 'diu'))

type Portion = {
  readonly parties: readonly string[]
  readonly count: number | undefined
  readonly total: number | undefined
  readonly share: ToldShare | undefined
}

/** "Seven of the 12", "42% of all": a part of what there was in all, and whose it was. */
export function readPortions(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, tokens } = sentence
  if (/\b(?:each|every|either|nor|neither|not|no|none|only|than any)\b/i.test(masked)) return []
  const match = told.map((pattern) => pattern.exec(masked)).find((one) => one !== null)
  const { groups = {}, indices } = match ?? {}
  if (!match || !indices?.groups) return []
  const named = listMentions(sentence, groups.list ?? '')
  const portion = readPortion(groups, listParties(named))
  const isOfOne = named.every(({ spread }) => spread === 'one') || isSummed(groups)
  // "A or B" is one of both where it stands first
  const isEither = groups.joined !== undefined || /^(?!.*\bor\b)/i.test(groups.list ?? '')
  if (!portion || !isEither || named.length < mentions.length || !isOfOne) return []
  const own = toRange(indices.groups.things)
  const inThings = tokens.filter(({ range }) => own && isIn(range, own))
  const keys = new Set(inThings.flatMap((token) => [nameKey(token), ownKey(token)]))
  const stake = toRange(indices.groups.count) ?? toRange(indices.groups.share) ?? own
  if (!stake) return []
  return [
    {
      consumed: [
        'count',
        'total',
        'share',
        'inBrackets',
        'ofAll',
        'verb',
        'joined',
        'also',
        'them',
      ].flatMap((name) => toRange(indices.groups?.[name]) ?? []),
      stake,
      kind: 'number',
      focus: undefined,
      isExact: true,
      isOfParts: true,
      fits: ({ axis, own: names }) =>
        axis !== 'times' && axis !== 'pairs' && names.every((key) => keys.has(key)),
      judge: (series) => judgePortion(series, portion),
    },
  ]
}

function isSummed({
  joined = '',
  also = '',
}: Readonly<Record<string, string | undefined>>): boolean {
  return together.test(`${joined} ${also}`)
}

function toRange(indices: readonly [number, number] | undefined): TextRange | undefined {
  return indices && { start: indices[0], end: indices[1] }
}

function isIn({ start, end: to }: TextRange, outer: TextRange): boolean {
  return start >= outer.start && to <= outer.end
}

/** Undefined where a word stands in the place of a number or a share that is none. */
function readPortion(
  {
    count,
    total,
    share: ofAll,
    inBrackets: part = ofAll,
    them,
  }: Readonly<Record<string, string | undefined>>,
  parties: readonly string[],
): Portion | undefined {
  const read = {
    parties,
    count: count === undefined ? undefined : readCount(count),
    total: total === undefined ? undefined : readCount(total),
    share: part === undefined ? undefined : readToldShare(part),
  }
  const isRead =
    (count === undefined) === (read.count === undefined) &&
    (total === undefined) === (read.total === undefined) &&
    (part === undefined) === (read.share === undefined)
  const isOfWhole = read.total !== undefined || read.share !== undefined || them !== undefined
  return isRead && isOfWhole ? read : undefined
}

/** Nothing where the whole that is told is not the table's own, or where rows share what they count. */
function judgePortion(series: Series, portion: Portion): Outcome | undefined {
  const cells = findCells(series, portion.parties)
  const total = findWhole(series)
  if (!cells || !total) return undefined
  if (portion.total !== undefined && portion.total !== total.value) return undefined
  const sum = cells.reduce((added, { value }) => added + value, 0)
  const addition = cells.map(({ decimal }) => decimal).join(' + ')
  const own = cells.length > 1 ? `${addition} = ${String(sum)}` : addition
  const isCounted = portion.count === undefined || portion.count === sum
  const isShared = portion.share?.holds(sum / total.value) !== false
  const holds = isCounted && isShared
  const ofWhole = portion.share ? writePart(own, sum, total) : `${own} of ${total.decimal}`
  const wrong = isCounted ? portion.share?.words : portion.count
  return {
    holds,
    cells: [...cells, total],
    words: holds ? `${ofWhole}.` : `${ofWhole}, not ${String(wrong).toLowerCase()}.`,
    rival: holds || cells.length > 1 || isCounted ? undefined : cells[0],
  }
}
