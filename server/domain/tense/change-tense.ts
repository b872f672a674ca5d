import type { Transformation } from '../../../shared/model/citation.ts'
import { applyEdits, type Edit } from './apply-edits.ts'
import { changePresent, movesToPast } from './change-present.ts'
import { changeWill, hasSureVerbs, type WillPlace } from './change-will.ts'
import { readVerbs, type FiniteVerb } from './clauses.ts'
import { decideMode, type TenseMode } from './decide-mode.ts'
import { readTokenLines, type Token } from './tokens.ts'
import { isBaseVerb } from './verb-lexicon.ts'
import { isDeterminer } from './word-classes.ts'

export type { TenseMode } from './decide-mode.ts'

export type TenseChange = {
  readonly text: string
  /** In the order of the text; each `to` stands in it once, so that the check can undo them. */
  readonly transformations: readonly Transformation[]
  /** Words that are left as they are and need the writer: modals, and a "will" that is not sure. */
  readonly marks: readonly string[]
  /** `planned` also where "done" was asked for and the sentence does not allow it. */
  readonly usedMode: TenseMode
}

/**
 * Puts a sentence of a plan into the past of a report (rules.md, *Tense*). A sentence that the
 * grammar here does not cover for sure stays as it is, and its words are marked.
 */
export function changeTense(sentence: string, mode: TenseMode): TenseChange {
  if (sentence.length > maximumLength) {
    return { text: sentence, transformations: [], marks: [], usedMode: mode }
  }
  const lines = readTokenLines(sentence).map((line) => ({ line, verbs: readVerbs(line) }))
  const marks = lines.flatMap(({ line, verbs }) => listModals(line, verbs))
  const places = lines.flatMap((one) => listWills(sentence, one))
  const usedMode = chooseMode(sentence, lines, places, mode)
  const unchanged = { text: sentence, transformations: [], usedMode: mode }
  const wills = places.map((place) => changeWill(place, usedMode))
  // half a sentence in the past is worse than none
  const isOrder = isSpeech(sentence) || hangsOnModal(lines)
  if (isOrder || wills.some((edits) => !edits)) {
    return { ...unchanged, marks: [...marks, ...places.map(() => 'will')] }
  }
  const isPlan = places.length > 0
  if (!isPlan && isInstruction(lines)) return { ...unchanged, marks }
  const presents = lines.map((one) => changePresents(one, usedMode, isPlan))
  const edits = [...wills.flatMap((one) => one ?? []), ...presents.flat()]
  if (edits.length === 0) return { ...unchanged, marks }
  return { ...applyEdits(sentence, edits), marks, usedMode }
}

/** In UTF-16 code units; what is longer is no sentence, and reading it takes time by its square. */
const maximumLength = 4000

type ReadLine = { readonly line: readonly Token[]; readonly verbs: readonly FiniteVerb[] }

function listModals(line: readonly Token[], verbs: readonly FiniteVerb[]): readonly string[] {
  return verbs.flatMap(({ kind, at }) => (kind === 'modal' ? (line[at]?.lower ?? []) : []))
}

function listWills(sentence: string, { line, verbs }: ReadLine): readonly WillPlace[] {
  return verbs.flatMap((verb, index) => {
    if (verb.kind !== 'will') return []
    const end = verbs[index + 1]?.at ?? line.length
    return [{ sentence, line, verb, before: verbs[index - 1], end }]
  })
}

function chooseMode(
  sentence: string,
  lines: readonly ReadLine[],
  places: readonly WillPlace[],
  mode: TenseMode,
): TenseMode {
  const isAllowed = lines.every(
    ({ line, verbs }) => decideMode(sentence, line, verbs, mode) === 'done',
  )
  return isAllowed && places.every(hasSureVerbs) ? 'done' : 'planned'
}

/** "Patients should be told …, at which time dosing will stop": the plan is part of the advice. */
function hangsOnModal(lines: readonly ReadLine[]): boolean {
  const verbs = lines.flatMap((one) => one.verbs)
  const main = verbs.findIndex(({ clause }) => clause === 'main')
  const wills = verbs.flatMap(({ kind }, at) => (kind === 'will' ? [at] : []))
  const hangs = wills.every((at) => at > main && verbs[at]?.clause !== 'main')
  return verbs[main]?.kind === 'modal' && hangs
}

/** A question, or one of several sentences that somebody says: "… follow my instruction.”" */
function isSpeech(sentence: string): boolean {
  const opening = sentence.match(/“/g)?.length ?? 0
  const closing = sentence.match(/”/g)?.length ?? 0
  return /\?["”’)]*$/.test(sentence) || opening !== closing
}

/** "Patients should return …", "Instruct the patient …": the writer's, with all that hangs on it. */
function isInstruction(lines: readonly ReadLine[]): boolean {
  const [first, second] = lines[0]?.line ?? []
  const order = isBaseVerb(first?.lower ?? '')
  const isOrder = order === 'sure' || (order === 'maybe' && isDeterminer(second?.lower ?? ''))
  return (
    isOrder ||
    lines.some(({ verbs }) => verbs.some((one) => one.kind === 'modal' && one.clause === 'main'))
  )
}

/** Clauses below move only with a plan or with a main clause that does. */
function changePresents(
  { line, verbs }: ReadLine,
  mode: TenseMode,
  isPlan: boolean,
): readonly Edit[] {
  const moved: FiniteVerb[] = []
  let isBehindPlan = false
  let isStill = false
  for (const verb of verbs) {
    const isPresent = !/^(?:will|modal|past)$/.test(verb.kind)
    const moves: boolean =
      isPresent &&
      !(isStill && (verb.clause === 'relative' || verb.isJoined)) &&
      movesToPast(line, verb, isPlan, isBehindPlan)
    if (moves) moved.push(verb)
    isStill = isPresent && !moves
    isBehindPlan ||= verb.kind === 'will' || (moves && verb.clause === 'main')
  }
  if (!isPlan && !moved.some(({ clause }) => clause === 'main')) return []
  return moved.flatMap((verb) => changePresent(line, verb, mode))
}
