import type { TextRange } from '../../../shared/text/range.ts'
import type { ToldWord } from './read-words.ts'

/** One statement of a sentence. */
export type Clause = {
  readonly words: readonly ToldWord[]
  /** What it is said of where it names nothing itself: the subject of the clause before it. */
  readonly topic: readonly ToldWord[]
  /** The whole sentence, and no part of it. */
  readonly isWhole: boolean
}

/** The statements that a sentence joins; each has a verb or a value of its own, else it belongs to the one before. */
export function splitClauses(text: string, words: readonly ToldWord[]): readonly Clause[] {
  const parts = listParts(text).map((range) => ({
    words: words.filter((one) => range.start <= one.range.start && one.range.start < range.end),
    lead: text.slice(range.start, range.end),
  }))
  const joined: { words: readonly ToldWord[]; lead: string }[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && !(isStatement(part.words) && isStatement(last.words))) {
      joined[joined.length - 1] = { ...last, words: [...last.words, ...part.words] }
    } else joined.push(part)
  }
  return joined.map((one, at) => {
    const before = joined[at - 1]
    const topic = before && lacksSubject(one) ? listSubject(before.words) : []
    return { words: one.words, topic, isWhole: false }
  })
}

function isStatement(words: readonly ToldWord[]): boolean {
  const isTelling = words.some(({ isVerb, kind }) => isVerb || kind === 'value')
  return isTelling && words.filter(({ kind }) => kind !== 'strict').length >= fewest
}

const fewest = 2

function listParts(text: string): readonly TextRange[] {
  const cuts = Array.from(text.matchAll(joints), ({ index, 0: words }) => index + words.length)
  return [0, ...cuts].map((start, at) => ({ start, end: cuts[at] ?? text.length }))
}

const joints =
  /;|:(?=\s)|,\s+(?:and|but|although|though|whereas|while|which|who|of which|of whom)\b|\s+(?:and|but|although|whereas)\b(?=\s)|,\s+(?=(?:payable|due|effective|starting|beginning)\b)/gi

function lacksSubject({ words, lead }: { words: readonly ToldWord[]; lead: string }): boolean {
  return (
    pronoun.test(lead) ||
    words[0]?.isVerb === true ||
    /^\s*(?:is|are|was|were|has|have|had)\b/i.test(lead)
  )
}

const pronoun = /^\s*(?:it|they|he|she|its|their|his|her|both|none|all|some|this|these|those)\b/i

/** What stands before the verb. */
function listSubject(words: readonly ToldWord[]): readonly ToldWord[] {
  const verb = words.findIndex(({ isVerb, kind }) => isVerb || kind === 'modal')
  const subject = verb < 0 ? words.slice(0, 2) : words.slice(0, verb)
  return subject.filter(({ kind }) => kind === 'word' || kind === 'name')
}
