import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { containsRange, sliceRange } from '../../../shared/text/range.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import { verify } from '../verify/verify.ts'
import { isPlanRole, saysDone } from '../verify/planned.ts'
import { saysDeedOfRule } from '../verify/rule-words.ts'
import type { AmendedSentences } from './amended.ts'
import { holdClause, type HeldClause } from './hold-clause.ts'
import { listGivenSentences, type PlacedSentence } from './given-sentences.ts'
import { isTurned } from './is-turned.ts'
import { readWords, type ToldWord } from './read-words.ts'
import { changesText } from './structure.ts'
import { splitClauses, type Clause } from './split-clauses.ts'

/** What a clause of a sentence rests on. */
export type ToldClause = {
  readonly clause: Clause
  readonly given: PlacedSentence
  readonly held: HeldClause
}

/** What the prose of the sources says of a sentence, clause by clause. */
export type Told = {
  /**
   * `held` where every clause of it is said, `differs` where one value of it is another one there, `several` where one
   * source says it and another one, which stands last, gives another value.
   */
  readonly outcome: 'held' | 'several' | 'differs' | 'part'
  readonly clauses: readonly ToldClause[]
  /** Words of the sentence that nothing of this accounts for. */
  readonly missing: readonly ToldWord[]
}

/**
 * Holds a sentence that somebody typed against the prose of some passages, where it may stand in other words: as a
 * whole, or else each of its clauses by itself. Undefined where nothing speaks of it.
 */
export function findTold(
  text: string,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
  amended: AmendedSentences,
): Told | undefined {
  const words = readWords(text)
  const given = listSentences(hits, sources, amended)
  const wholes = holdAll({ text, words, topic: [], isWhole: true }, text, given)
  const [whole] = wholes
  if (whole && isBorneOut(text, [whole])) {
    const rival = findRival(text, whole, wholes, amended)
    const outcome = rival ? 'several' : 'held'
    return { outcome, clauses: [whole, ...(rival ? [rival] : [])], missing: [] }
  }
  const parts = splitClauses(text, words)
  const found = parts.length > 1 ? parts.map((clause) => holdAll(clause, text, given)[0]) : []
  const clauses = found.flatMap((one) => one ?? [])
  const isHeld = found.length > 0 && found.length === clauses.length && standTogether(clauses)
  if (isHeld && isBorneOut(text, clauses)) return { outcome: 'held', clauses, missing: [] }
  const differs = findDiffering(text, wholes, amended)
  if (differs) return { outcome: 'differs', clauses: [differs], missing: [] }
  const best = clauses.length > 0 ? clauses : whole ? [whole] : []
  if (best.length === 0) return undefined
  const accounted = new Set(
    best.flatMap(({ clause, held }) => clause.words.filter((one) => !held.missing.includes(one))),
  )
  return { outcome: 'part', clauses: best, missing: words.filter((one) => !accounted.has(one)) }
}

function isBorneOut(text: string, clauses: readonly ToldClause[]): boolean {
  const given = [...new Set(clauses.map((one) => one.given))]
  const above = given.flatMap(({ source, range }) =>
    source.passages
      .filter((passage) => containsRange(passage.range, range))
      .flatMap(({ headingPath }) => headingPath),
  )
  return (
    clauses.every(({ held }) => held.outcome === 'held') &&
    !isTurned(text, given.map((one) => one.text).join(' '), above.join(' . '))
  )
}

/** In one paragraph; elsewhere a clause has to name what it is of. */
function standTogether([first, ...others]: readonly ToldClause[]): boolean {
  return others.every(
    ({ given, clause }) =>
      isOneParagraph(first?.given, given) ||
      (clause.topic.length === 0 && clause.words.some(({ isProper }) => isProper)),
  )
}

function isOneParagraph(one: PlacedSentence | undefined, other: PlacedSentence): boolean {
  return one !== undefined && one.source === other.source && one.block === other.block
}

/**
 * What says otherwise, where no other sentence comes near with the value of the claim: that may be of another case. A
 * plan is not against what came of it, and what was amended is against nobody who does not say "now".
 */
function findDiffering(
  text: string,
  wholes: readonly ToldClause[],
  amended: AmendedSentences,
): ToldClause | undefined {
  const found = wholes.filter(({ held }) => held.outcome === 'differs')
  const [first] = found
  const own = first?.held.against?.[0]
  if (!first || !own || found.length > 1) return undefined
  const { given } = first
  if (isPlanRole(given.source.role) || laysDown(text, given) || amended.findChange(given))
    return undefined
  if (given.amendedBy && !ofNow.test(text)) return undefined
  const isElsewhere = wholes.some(
    ({ held }) => held.coverage >= near && held.pairs.some(([one]) => one === own),
  )
  return isElsewhere ? undefined : first
}

/** What another source says otherwise, which does not say the same as well. */
function findRival(
  text: string,
  own: ToldClause,
  wholes: readonly ToldClause[],
  amended: AmendedSentences,
): ToldClause | undefined {
  const saying = new Set(
    wholes.filter(({ held }) => held.outcome === 'held').map(({ given }) => given.source),
  )
  return wholes.find(
    ({ given, held }) =>
      held.outcome === 'differs' &&
      !saying.has(given.source) &&
      !own.given.amendedBy &&
      !given.amendedBy &&
      isPlanRole(given.source.role) === isPlanRole(own.given.source.role) &&
      !laysDown(text, given) &&
      !amended.findChange(given),
  )
}

const near = 0.6
const ofNow = /\b(?:now|currently|current|at present|presently|as amended|today|in force)\b/i

function listSentences(
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
  amended: AmendedSentences,
): readonly PlacedSentence[] {
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const found = hits.flatMap(({ sourceTextId, ordinal }) => {
    const source = byId.get(sourceTextId)
    const passage = source?.passages[ordinal]
    return source && passage?.isEvidence ? listGivenSentences(source, passage) : []
  })
  const distinct = new Map(
    found.map((one) => [`${one.source.sourceTextId} ${one.range.start}`, one]),
  )
  return [...distinct.values()].flatMap((one) => [amended.find(one) ?? [], one].flat())
}

/** What speaks of a clause, best first. */
function holdAll(
  clause: Clause,
  text: string,
  given: readonly PlacedSentence[],
): readonly ToldClause[] {
  const rank = ({ outcome, coverage }: HeldClause) => (outcome === 'held' ? 2 : 0) + coverage
  return given
    .map((one) => ({ clause, given: one, held: holdOne(clause, text, one) }))
    .filter(({ held }) => held.outcome !== 'none')
    .toSorted((a, b) => rank(b.held) - rank(a.held))
}

/** What a plan or a rule lays down was not done by it: what plans all of it is shown as a part, and a rule not at all. */
function holdOne(clause: Clause, text: string, given: PlacedSentence): HeldClause {
  const held = holdClause(clause, given)
  if (held.outcome === 'none') return held
  const isDemanded = held.outcome === 'part' && held.limits.some(({ kind }) => kind === 'modal')
  if (isDemanded || (!tellsAsGiven(held, given) && laysDown(text, given))) {
    const isPlan = isPlanRole(given.source.role) && held.missing.length === 0
    return { ...held, outcome: isPlan ? 'part' : 'none' }
  }
  if (held.outcome !== 'held') return held
  return clause.isWhole && isDenied(text, given) ? { ...held, outcome: 'part' } : held
}

function laysDown(text: string, { source, text: given }: PlacedSentence): boolean {
  return isPlanRole(source.role) ? saysDone(text, given) : saysDeedOfRule(text, given)
}

/** As a plan where that foresees it, and as done where the source tells it as done, or does it itself. */
function tellsAsGiven({ pairs }: HeldClause, { text }: PlacedSentence): boolean {
  const verbs = pairs.filter(([one, other]) => one.isVerb || other.isVerb)
  const isDone = verbs.length > 0 && verbs.every(([, { tense }]) => tense === 'past')
  const isAhead = pairs.some(([{ kind, keys }]) => kind === 'modal' && ahead.has(keys[0] ?? ''))
  return isDone || isAhead || changesText(text)
}

const ahead: ReadonlySet<string> = new Set(['planned', 'expected', 'will', 'would'])

/** Read word by word it says otherwise. */
function isDenied(text: string, { source, range }: PlacedSentence): boolean {
  const evidence = { kind: 'text', sourceTextId: source.sourceTextId, range, cell: null } as const
  const quote = sliceRange(source.sourceText.text, range)
  const citation = { evidence: { ...evidence, quote }, transformations: [], formula: '' }
  const claim = { text, context: '', isCell: false, isFound: true }
  return verify(claim, [toClaimEvidence(citation, source)]).state === 'contradicted'
}
