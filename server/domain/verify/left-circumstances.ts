import type { TextRange } from '../../../shared/text/range.ts'
import { readVerbs } from '../tense/clauses.ts'
import { isParticipleForm } from '../tense/inflect.ts'
import { isIrregularPastOnly } from '../tense/irregular-verbs.ts'
import { readTokenLines, type Token } from '../tense/tokens.ts'
import type { Matching } from './align-tokens.ts'
import { startOf, type Finding } from './judge-gap.ts'

/**
 * What a source says a thing does under a circumstance it says of no other: "removes lead at low pressure", "protects
 * adults", "opens at night". A deed that was done somewhere, some time, was done all the same; it is limited by its
 * conditions and by whom it was found in.
 */
export function judgeLeftCircumstances(evidence: string, { pairs }: Matching): readonly Finding[] {
  const [first] = pairs
  if (!first) return []
  const taken = pairs.map(([, { range }]) => range)
  const limits = readTense(partAt(evidence, first[1].range.start)) === 'habit' ? always : sometimes
  return listPhrases(evidence)
    .filter(
      (range) =>
        limits.test(evidence.slice(range.start, range.end)) &&
        !taken.some(({ start }) => range.start <= start && start < range.end) &&
        isOfSameClause(evidence, range, taken),
    )
    .slice(0, 1)
    .map((rival) => ({
      kind: 'words',
      claim: startOf(first[0]),
      rival,
      contradicts: false,
      isHeld: true,
    }))
}

/** What semicolons part says one thing each. */
function partAt(text: string, at: number): string {
  const start = text.lastIndexOf(';', at) + 1
  const end = text.indexOf(';', at)
  return text.slice(start, end < 0 ? text.length : end)
}

/** A habit is what the first verb tells in the present tense and in the active voice, or as what can be. */
function readTense(text: string): 'habit' | 'other' {
  const [line = []] = readTokenLines(text)
  const [verb] = readVerbs(line)
  if (!verb) return mayBeHabit(line) ? 'habit' : 'other'
  const word = line[verb.at]?.lower ?? ''
  const isPresent =
    verb.kind === 'lexical' || verb.kind === 'do' || /^(?:can|may|could|might)$/.test(word)
  const isBe = /^(?:is|are)$/.test(word)
  const isPassive =
    isBe && line.slice(verb.at + 1, verb.at + 4).some((one) => isParticipleForm(one.lower))
  return isPresent || (isBe && !isPassive) ? 'habit' : 'other'
}

/** "Measures" is a noun, too, and not every verb is known: of what nothing says that it is past. */
function mayBeHabit(line: readonly Token[]): boolean {
  return !line.some(
    ({ lower }) =>
      /^(?:was|were|had|did)$/.test(lower) || isParticipleForm(lower) || isIrregularPastOnly(lower),
  )
}

/** A preposition, and what it leads in. */
function listPhrases(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(phrase), ({ 0: words, index }) => ({
    start: index,
    end: index + words.trimEnd().length,
  }))
}

const leading =
  '(?:at|in|during|under|above|below|within|without|with|among|amongst|between|outside|inside|for|over)'
const determiner = '(?:the|an?|its|their|this|these|those|all|each|every|no|any)'
const stop =
  '(?:and|but|or|which|who|that|because|if|when|while|to|from|by|is|are|was|were|has|have|had|shall|must|may|can|will|should)'
const phrase = new RegExp(
  `\\b${leading}\\s+(?:${determiner}\\s+)?(?:(?!(?:${leading}|${stop}|${determiner})\\b)(?:of\\s+(?:${determiner}\\s+)?)?[^\\s,;:.()]+(?:\\s+|(?=[,;:.()]|$)))+`,
  'giu',
)

const population =
  '(?:patients?|adults?|children|infants?|adolescents?|women|men|males?|females?|people|persons?|subjects?|participants?|volunteers?|animals?|mice|rats?|rabbits?|dogs?|cells?|smokers?|carriers?|vitro|vivo|mouse|humans?|elderly|pregnancy)'
const condition =
  '(?:pressures?|temperatures?|doses?|loads?|speeds?|voltages?|concentrations?|altitudes?|levels?|conditions?|circumstances|intensit(?:y|ies)|rest|night|low|high|load|supervision|anaesthesia|sedation)'

/** Of what was done: by a condition, and by those in whom it was found where they are not counted. */
const sometimes = new RegExp(
  `^(?:at|under|above|below|over|within|without)\\s+(?:\\S+\\s+){0,3}${condition}\\b|^(?:in|among|amongst|for)\\s+(?:(?!\\d)\\S+\\s+){0,3}${population}\\b`,
  'iu',
)
/** Of what is so: by whatever circumstance it is told with. */
const always =
  /^(?!(?:in (?:accordance|order|addition|total|all|case|line|fact|particular|general|turn|full|force|relation|respect|view|terms|favou?r|connection|return|writing|charge)|at (?:least|most|all|once|first|last)|for (?:example|instance)|with (?:respect|regard|reference|effect))\b)/iu

/** Nothing parts it from the words that the claim has. */
function isOfSameClause(
  text: string,
  { start, end }: TextRange,
  taken: readonly TextRange[],
): boolean {
  const before = taken.filter((one) => one.end <= start).at(-1)
  const after = taken.find((one) => one.start >= end)
  if (before) {
    const between = text.slice(before.end, start)
    return !parting.test(between) && !inserted.test(between)
  }
  return !parting.test(after ? text.slice(end, after.start) : '')
}

/** ", an unforeseen role for this machine" */
const inserted = /,\s+(?:an?|the|its)\s/i
const parting =
  /[;:(]|,\s+(?:and|but|or|which|who|whose|where|while|whereas|although|so)\b|\b(?:and|but|that|which|who)\s/iu
