import { readNumberWords } from '../../../shared/text/number-words.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import { isControl } from '../verify/arms.ts'
import type { Mention } from './mention.ts'

export const countWords = 'two|three|four|five|six|seven|eight'

const kinds = 'groups?|arms?|cohorts?|doses?'
const first = `(?:(?:each|every|either|all|both|any)(?: one)?(?: of)?(?: the)?|the)(?: (${countWords}))?`
const ofAll = new RegExp(
  `\\b${first}(?: treatment| study)? (?:groups?|arms?|cohorts?)(?![\\p{L}-])`,
  'giu',
)

/**
 * Where a sentence names several groups at once: "either dose of the drug", "the two drug groups", "each
 * of the three groups". Undefined where it counts more or fewer than the table has.
 * @param arms group → its name in the table
 */
export function listPhrases(
  text: string,
  arms: ReadonlyMap<string, string>,
): readonly Mention[] | undefined {
  const { drugs, parties } = listTreated(arms)
  const names = ['active', ...drugs].join('|')
  const ofDrug = new RegExp(
    `\\b${first} (?:(?:${names}) (?:dose )?(?:${kinds})|doses?(?: (?:levels?|groups?))?(?: of (?:the )?(?:${names}))?)(?![\\p{L}-])`,
    'giu',
  )
  const treated = readPhrases(text, ofDrug, parties)
  const all = readPhrases(text, ofAll, [...arms.keys()]).filter((one) => !isIn(one, treated))
  if ([...treated, ...all].some(({ isRight }) => !isRight)) return undefined
  const named = [...treated, ...all].map(({ mention }) => mention)
  return [...named, ...listDrugsAlone(text, drugs, parties).filter((one) => !isWithin(one, named))]
}

type Phrase = { readonly mention: Mention; readonly isRight: boolean }

function readPhrases(text: string, pattern: RegExp, parties: readonly string[]): readonly Phrase[] {
  return Array.from(text.matchAll(pattern)).flatMap((match): readonly Phrase[] => {
    const [words, count] = match
    const isPlural = /\b(?:each|every|either|all|both|any)\b|\p{L}s$/iu.test(words)
    if (!isPlural) return []
    const range = { start: match.index, end: match.index + words.length }
    const spread = /\b(?:each|every|either|any)\b/i.test(words) ? 'each' : 'plural'
    const told = count ?? (/\b(?:both|either)\b/i.test(words) ? 'two' : undefined)
    const isCounted = told === undefined || readNumberWords(told) === parties.length
    return [{ mention: { parties, range, spread }, isRight: isCounted && parties.length > 1 }]
  })
}

function isIn({ mention }: Phrase, others: readonly Phrase[]): boolean {
  return isWithin(
    mention,
    others.map((one) => one.mention),
  )
}

function isWithin({ range }: Mention, others: readonly Mention[]): boolean {
  return others.some((other) => rangesOverlap(other.range, range))
}

/** "No subject on velorastat": on any of its doses. */
function listDrugsAlone(
  text: string,
  drugs: readonly string[],
  parties: readonly string[],
): readonly Mention[] {
  if (drugs.length === 0) return []
  const alone = new RegExp(
    `(?<!\\b(?:doses?|groups?|mg|levels?) of (?:the )?)\\b(?:${drugs.join('|')})\\b(?!\\s+(?:\\d|low|high|medium|middle))`,
    'giu',
  )
  return Array.from(text.matchAll(alone), (match) => {
    const range = { start: match.index, end: match.index + match[0].length }
    return { parties, range, spread: 'plural' }
  })
}

/** The groups that are named by doses of one drug, else all that are treated with something. */
function listTreated(arms: ReadonlyMap<string, string>): {
  readonly drugs: readonly string[]
  readonly parties: readonly string[]
} {
  const named = [...arms].map(([arm, name]) => ({ arm, drug: readDrug(name) }))
  const isOfSeveral = (drug: string): boolean =>
    drug !== '' && named.filter((one) => one.drug === drug).length > 1
  const drugs = [...new Set(named.map(({ drug }) => drug))].filter(isOfSeveral)
  const ofDrugs = named.filter(({ drug }) => drugs.includes(drug))
  const treated = drugs.length > 0 ? ofDrugs : named.filter(({ arm }) => !isControl(arm))
  return { drugs, parties: treated.map(({ arm }) => arm) }
}

/** "XanomelineLow Dose" is written so where a line break was. */
function readDrug(name: string): string {
  const spaced = name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  return (/^\p{L}{4,}/u.exec(spaced)?.[0] ?? '').toLowerCase()
}
