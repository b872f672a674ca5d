import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { toEvidence } from '../compare/read-table.ts'
import { isPlacingWord, isQualifier, isReportingWord, isStatistic } from '../verify/lexicon.ts'
import { turnsCause } from '../verify/judge-causes.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { isOfSmallerGroup } from '../verify/smaller-group.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import { keyOf, measures, type Label, type Measure } from './label.ts'
import { matchesOf, rangeOf } from './telling.ts'
import { dimensions, findCellAt, type Place } from './read-grid.ts'
import type { Said } from './said.ts'

/**
 * True where all that a sentence says is accounted for: by the names of the cells at these places, by what
 * stands around their table, by its numbers and by the words that say what is told of them (`consumed`).
 */
export function accounts(
  said: Said,
  places: readonly Place[],
  consumed: readonly TextRange[],
): boolean {
  return (
    !limits.test(said.text) &&
    areAllUsed(said, places) &&
    areWordsKnown(said, places, consumed) &&
    areMeasuresNamed(said, places) &&
    areTimesInPlace(said, places) &&
    areLevelsTold(said, places) &&
    isTableNamed(said, places) &&
    isOfWhole(said, places)
  )
}

/** What is true of some, or of no others, no cell tells; and who has something is a smaller whole. */
const limits =
  /\b(?:mostly|mainly|largely|predominantly|especially|particularly|only|some|several|many|few|solely|exclusively|even|at least(?! one\b)|at most|up to|except|excluding|both \p{L}+ and|if|unless|would|could|should|must|may|might)\b|\b(?:of|among) (?:the |all |those |these )*(?:\p{L}+ )?(?:\p{L}+[- ]){0,3}(?:subjects|patients|participants|people|those) (?:with|who|whose|having|in whom)\b/iu

function labelsOf({ grid }: Said, places: readonly Place[]): readonly Label[] {
  return dimensions.flatMap((one) =>
    [...new Set(places.map((place) => place[one]))].flatMap((at) => grid.labels[one][at] ?? []),
  )
}

/** No name of another row or column is left over. */
function areAllUsed(said: Said, places: readonly Place[]): boolean {
  const used = new Set(labelsOf(said, places).flatMap(({ keys }) => keys))
  return dimensions.every((one) =>
    said.mentions[one].every(({ at }) => {
      const label = said.grid.labels[one][at]
      const isUsed = places.some((place) => place[one] === at)
      return (
        isUsed ||
        (one !== 'group' && label !== undefined && label.keys.every((key) => used.has(key)))
      )
    }),
  )
}

function areWordsKnown(
  said: Said,
  places: readonly Place[],
  consumed: readonly TextRange[],
): boolean {
  const { tokens, text, grid, mentions, values } = said
  const labels = labelsOf(said, places)
  const known = new Set([...grid.around, ...labels.flatMap(({ all }) => [...all])])
  const isOfReason = labels.some(({ words }) => reasons.test(words))
  const taken = [
    ...consumed,
    ...(isOfReason ? matchesOf(text, /\b(?:because of|due to|owing to)\b/gi).map(rangeOf) : []),
    ...dimensions.flatMap((one) => mentions[one].flatMap(({ ranges }) => ranges)),
    ...values.map(({ whole }) => whole),
    ...Array.from(text.matchAll(phrases), ({ 0: words, index }) => ({
      start: index,
      end: index + words.length,
    })),
  ]
  return tokens
    .filter(({ range }) => !taken.some((one) => rangesOverlap(one, range)))
    .every((token) => {
      const key = keyOf(token)
      if (token.kind === 'number')
        return known.has(key) && isNamedNumber(tokens, tokens.indexOf(token), text)
      if (known.has(key)) return true
      return token.kind === 'word' && isPlain(token)
    })
}

const reasons = /\b(?:leading to|due to|because of|reasons?|causes?)\b/i

/** Words that say no more than that something was so. */
const phrases =
  /\b(?:compared (?:with|to)|of all(?: the)?|ma[dk]es? up|as (?:against|opposed to)|that is|in (?:all|total)|as a whole|(?:at|by) (?:the )?(?:end of(?: the)?|year-end)|respectively|9\d% (?:CIs?|confidence intervals?)|(?:95|90|99)%)\b|\bSDs?\b|\bSEs?\b|\bp(?=\s*[=<>])/gi

function isPlain({ key }: Token): boolean {
  if (unclear.has(key)) return false
  return isReportingWord(key) || isPlacingWord(key) || isStatistic(key) || plain.has(key)
}

/** What a sentence says by these is more than that something was so. */
const unclear: ReadonlySet<string> = new Set(
  'measur analys examin detect classifi charg assess reach chang percentag rate need reason away'
    .split(' ')
    .map(stem),
)

const plain: ReadonlySet<string> = new Set(
  'make happen regist document note saw see hold compris worth have receiv use provid produc each everi cohort use'
    .split(' ')
    .map(stem),
)

/** A mean is told as one, and what is told as a mean is one. */
function areMeasuresNamed(said: Said, places: readonly Place[]): boolean {
  const labels = labelsOf(said, places)
  const words = [...labels.map((one) => one.words), said.grid.words].join('\n')
  const told = [...said.measures].filter((one) => one !== 'p')
  const isTold = (one: Measure): boolean =>
    measures[one].test(words) || (one === 'mean' && /\bper\b/i.test(words))
  return told.every(isTold)
}

/** "From Week 12 … at baseline" is not "from baseline … at Week 12". */
function areTimesInPlace(said: Said, places: readonly Place[]): boolean {
  const words = [...labelsOf(said, places).map((one) => one.words), said.grid.words].join('\n')
  const named = dimensions.flatMap((one) => said.mentions[one].flatMap(({ ranges }) => ranges))
  const isFrom = (word: string): boolean => /^(?:from|since)$/i.test(word)
  return matchesOf(said.text, timed)
    .filter((match) => !named.some((range) => rangesOverlap(range, rangeOf(match))))
    .every(([, before = '', time = '']) => {
      const told = matchesOf(words, timed).filter(
        ([, , other = '']) => other.toLowerCase() === time.toLowerCase(),
      )
      return told.length === 0 || told.some(([, other = '']) => isFrom(other) === isFrom(before))
    })
}

const timed =
  /\b(from|since|to|at|through|until|in|by|over)\s+(baseline|(?:week|wk|month|day|visit|cycle)\s+\d+)\b/gi

/** "96% CI" of a column of 95% intervals. */
function areLevelsTold(said: Said, places: readonly Place[]): boolean {
  const words = [...labelsOf(said, places).map((one) => one.words), said.grid.words].join('\n')
  const given = matchesOf(words, level).map(([, own]) => own)
  return matchesOf(said.text, level).every(([, told = '']) =>
    given.length === 0 ? told === '95' : given.includes(told),
  )
}

const level = /\b(\d\d(?:\.\d)?)\s?%\s*(?:CIs?\b|confidence)/gi

/**
 * A value of a site is of nothing: what is counted has to be named, in the sentence or above it; where all rows
 * are meant, by the title as well.
 */
function isTableNamed(said: Said, places: readonly Place[]): boolean {
  const { tokens, headings, grid, values } = said
  const title = new Set(
    readStatement(`${titleOf(said)}\n${grid.table.corners}`, grid.table.findArms).map(keyOf),
  )
  const isThing = (key: string): boolean =>
    !isReportingWord(key) && !isPlacingWord(key) && !isStatistic(key) && !key.startsWith('# ')
  const told = tokens
    .filter(({ kind }) => kind === 'word' || kind === 'name' || kind === 'direction')
    .map(keyOf)
  if ([...told, ...headings].some((key) => title.has(key) && isThing(key))) return true
  const units = values.flatMap(({ unit }) => (unit === '' || unit === '%' ? [] : [unit]))
  if (units.some((unit) => titleOf(said).includes(unit))) return true
  const isNamed = (['row', 'column'] as const).map((one) => {
    const labels = grid.labels[one]
    const used = [...new Set(places.map((place) => place[one]))].flatMap((at) => labels[at] ?? [])
    const named = said.mentions[one].flatMap(({ at }) => labels[at] ?? [])
    const isByWord = used.some(
      (label) =>
        named.includes(label) &&
        !label.isNumber &&
        label.time === undefined &&
        label.keys.some(isThing),
    )
    const isOpen =
      labels.length === 1 ||
      used.every(({ time, isTotal, keys }) => time !== undefined || (keys.length === 0 && !isTotal))
    return { isByWord, isOpen: isOpen || isByWord }
  })
  return isNamed.some(({ isByWord }) => isByWord) && isNamed.every(({ isOpen }) => isOpen)
}

/** Its title, or the heading that it stands below. */
function titleOf({ grid: { table } }: Said): string {
  const { title } = table.block
  return title === '' ? (table.context.trim().split('\n').at(-1) ?? '') : title
}

/** A table of men, of completers, of serious events says nothing of all. */
function isOfWhole({ text, tokens, grid, headings }: Said, places: readonly Place[]): boolean {
  const { table } = grid
  const evidence = places.flatMap((place) => {
    const cell = findCellAt(grid, place)
    return cell ? [toEvidence(table.source, cell)] : []
  })
  const claim = { text, context: '', isCell: false }
  if (isOfSmallerGroup(claim, tokens, evidence, table.findArms)) return false
  if (evidence.some((one) => turnsCause(text, tokens, one, table.findArms))) return false
  const told = new Set([...tokens.map(keyOf), ...headings])
  const { title, population } = table.block
  return readStatement(`${title} ${population}`, table.findArms)
    .map(keyOf)
    .filter((key) => isQualifier(key) && !/^(?:primari|secondari)$/.test(key))
    .every((key) => told.has(key))
}
