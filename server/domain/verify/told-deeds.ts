import type { TextRange } from '../../../shared/text/range.ts'
import { readVerbs } from '../tense/clauses.ts'
import { skipBack } from '../tense/finite-place.ts'
import { listBases, pastTense } from '../tense/inflect.ts'
import { findIrregular } from '../tense/irregular-verbs.ts'
import { readTokenLines, type Token } from '../tense/tokens.ts'
import { isStativeVerb } from '../tense/verb-lexicon.ts'
import { isDeterminer, isModal, isNumberWord, isPreposition } from '../tense/word-classes.ts'

/**
 * True where a claim tells as a deed what a source gives as a habit, a rule or a purpose, in the active voice: "the
 * auditors visited each depot" of "the auditors visit each depot twice a year", "closed the plant" of "plans to close
 * the plant". Who does a thing as a rule has not therefore done it.
 */
export function tellsHabitAsDeed(claim: string, words: string): boolean {
  return findHabit(claim, words) !== undefined
}

/** The verb of the words that they give as a habit, and the claim as a deed. */
export function findHabit(claim: string, words: string): TextRange | undefined {
  const told = new Set(claim.toLowerCase().match(toldWords))
  const [verb] = readTokenLines(words).flatMap((line) => {
    const given = new Set(line.map(({ lower }) => lower))
    return line.filter((token, at) =>
      listPastForms(token).some(
        (form) => told.has(form) && !given.has(form) && isNotYetDone(line, at),
      ),
    )
  })
  return verb && { start: verb.start, end: verb.end }
}

/** What is "to be visited" is no deed in the claim either. */
const toldWords = /(?<!\bbe\s+(?:\p{Ll}+ly\s+)?)\b\p{Ll}+/gu

/** "visited" of "visits"; nothing of a verb of state. */
function listPastForms({ lower, kind }: Token): readonly string[] {
  if (kind !== 'word') return []
  return [lower, ...listBases(lower)]
    .filter((base) => !isOfState(base))
    .flatMap((base) => [pastTense(base), findIrregular(base)?.participle ?? pastTense(base)])
}

function isOfState(base: string): boolean {
  return (isStativeVerb(base) && !/^(?:fall|meet)$/.test(base)) || telling.test(base)
}

/** Whether a text tells a thing in the present or in the past is no difference. */
const telling =
  /^(?:show|describe|list|present|summari[sz]e|indicate|suggest|demonstrate|conclude|state|note|see|say|find|give)$/

/** True for a verb in the present tense, and for one behind "to" or a modal that nobody says came about. */
function isNotYetDone(line: readonly Token[], at: number): boolean {
  const verbs = readVerbs(line)
  const before = line[skipBack(line, at)]?.lower ?? ''
  if (before === 'to') return !line.slice(0, at).some(({ lower }) => bringsAbout.test(lower))
  if (isModal(before) || /^(?:will|do|does)$/.test(before)) return true
  if (verbs.some((verb) => verb.at === at)) return true
  const isNoun = isDeterminer(before) || isPreposition(before) || isNumberWord(before)
  const isAlone = verbs.every(({ clause }) => clause !== 'main')
  const next = line[at + 1]
  return at > 0 && !isNoun && isAlone && next !== undefined && !/^(?:[:|]|of)$/.test(next.lower)
}

/** "Managed to close" says that it was closed, "was found to reduce" that it did. */
const bringsAbout =
  /^(?:manag|beg[ia]n|start|continu|found|seen|shown|observed|known|us(?:ed|es?)$|proved?|came|helped|able|went|appear)/
