import type { TextRange } from '../../../shared/text/range.ts'
import type { ToldWord } from './read-words.ts'

/** One statement of a sentence. */
export type Clause = {
  /** Of the whole sentence: the words lie in it. */
  readonly text: string
  readonly words: readonly ToldWord[]
  /** What it is said of where it names nothing itself: the subject of the clause before it. */
  readonly topic: readonly ToldWord[]
  /** The whole sentence, and no part of it. */
  readonly isWhole: boolean
}

/** The statements that a sentence joins; each has a verb or a value of its own, else it belongs to the one before. */
export function splitClauses(text: string, words: readonly ToldWord[]): readonly Clause[] {
  const parts = listParts(text).map((ranges) => ({
    words: words.filter(({ range: { start } }) =>
      ranges.some((range) => range.start <= start && start < range.end),
    ),
    lead: ranges.map((range) => text.slice(range.start, range.end)).join(' '),
  }))
  const joined: { words: readonly ToldWord[]; lead: string }[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && !(isStatement(part.words) && isStatement(last.words))) {
      const both = [...last.words, ...part.words].toSorted((a, b) => a.range.start - b.range.start)
      joined[joined.length - 1] = { ...last, words: both }
    } else joined.push(part)
  }
  return joined.map((one, at) => {
    const before = joined[at - 1]
    const topic = before && lacksSubject(one) ? listSubject(before.words) : []
    return { text, words: one.words, topic, isWhole: false }
  })
}

function isStatement(words: readonly ToldWord[]): boolean {
  const isTelling = words.some(
    ({ isVerb, kind, keys }) =>
      isVerb || kind === 'value' || kind === 'modal' || keys[0] === 'planned',
  )
  return isTelling && words.filter(({ kind }) => kind !== 'strict').length >= fewest
}

const fewest = 2

/** What a relative clause parts is one statement, and that clause another. */
function listParts(text: string): readonly (readonly TextRange[])[] {
  const inner = relative.exec(text)
  if (inner) {
    const [start, end] = [inner.index, inner.index + inner[0].length - 1]
    const around = [
      { start: 0, end: start },
      { start: end, end: text.length },
    ]
    return [around, [{ start: start + 1, end }]]
  }
  const cuts = Array.from(text.matchAll(joints), ({ index, 0: words }) => index + words.length)
  return [0, ...cuts].map((start, at) => [{ start, end: cuts[at] ?? text.length }])
}

/** Between commas, behind the subject: "The loan, which matures in 2029, is secured". */
const relative =
  /(?<=^(?:[^,;]|,(?=\d))*),\s+(?:which|who)\b(?:[^,;]|,(?=\d))*,(?=\s+(?!and\b|but\b)\p{Ll})/u

const joints =
  /;|:(?=\s)|,\s+(?:and|but|although|though|whereas|while|which|who|of which|of whom)\b|\s+(?:and|but|although|whereas)\b(?=\s)|,\s+(?=(?:payable|due|effective|starting|beginning)\b)/gi

function lacksSubject({ words, lead }: { words: readonly ToldWord[]; lead: string }): boolean {
  return (
    pronoun.test(lead) ||
    words[0]?.isVerb === true ||
    /^\s*(?:is|are|was|were|has|have|had)\b/i.test(lead)
  )
}

const pronoun =
  /^\s*(?:which|who|it|they|he|she|its|their|his|her|both|none|all|some|this|these|those)\b/i

/** What stands before the verb. */
function listSubject(words: readonly ToldWord[]): readonly ToldWord[] {
  const verb = words.findIndex(({ isVerb, kind }) => isVerb || kind === 'modal')
  const subject = verb < 0 ? words.slice(0, 2) : words.slice(0, verb)
  return subject.filter(({ kind }) => kind === 'word' || kind === 'name')
}
