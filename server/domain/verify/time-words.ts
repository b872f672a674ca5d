import { monthNamePattern } from '../../../shared/text/months.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'
import type { Token } from './statement.ts'

/**
 * "By 2027" is not "in 2027", and "for 19 days" not "within 19 days": small words that are no tokens tell how a thing
 * stands to a time. Where only one of the two has such a word, nothing is said against the other.
 */
export function judgeTimeWords(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  return pairs.flatMap(([own, other]): readonly Finding[] => {
    if (!isTime(claim, own) || !isTime(evidence, other)) return []
    const [told, given] = [readRelation(claim, own), readRelation(evidence, other)]
    if (!told || !given || told.relation === given.relation) return []
    return [
      { kind: 'words', claim: told.range, rival: given.range, contradicts: false, isHeld: true },
    ]
  })
}

function isTime(text: string, token: Token): boolean {
  const { kind, range } = token
  const words = text.slice(range.start, range.end)
  if (kind === 'date') return true
  if (kind === 'word' || kind === 'direction') return calendar.test(words)
  if (kind !== 'number') return false
  const rest = text.slice(range.start, range.end + longestUnit)
  return year.test(words) || span.test(rest) || inFigures.test(rest)
}

const calendar = new RegExp(
  `^(?:${monthNamePattern}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|quarter|year|month|week|end|start|beginning)$`,
  'i',
)
const year = /^(?:19|20)\d\d$/
const span =
  /^\S+\s?(?:(?:working|business|calendar)\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|quarters?)\b/i
const inFigures = /^\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}(?!\d)/
const longestUnit = 20

function readRelation(
  text: string,
  { range: { start, end } }: Token,
): { readonly relation: string; readonly range: TextRange } | undefined {
  const found = before.exec(text.slice(Math.max(0, start - 40), start))
  const word = found?.[1]?.toLowerCase()
  if (!found || word === undefined) return undefined
  return { relation: relations[word] ?? word, range: { start: start - found[0].length, end } }
}

const before =
  /\b([Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Bb]y|[Uu]ntil|[Tt]ill|[Tt]hrough|[Tt]hroughout|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter|[Ww]ithin|[Ff]or|[Oo]ver|[Ee]very|[Ee]ach)\s+(?:(?:the|a|an|early|late|mid|first|second|third|fourth|last|end of|start of|\d{1,2}|\p{Lu}\p{Ll}{2,8})\s+){0,3}$/u

/** Words that stand to a time in one way. */
const relations: Readonly<Record<string, string>> = {
  on: 'in',
  at: 'in',
  during: 'in',
  within: 'in',
  till: 'until',
  through: 'until',
  since: 'from',
  each: 'every',
  over: 'for',
  throughout: 'for',
}
