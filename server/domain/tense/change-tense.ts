import type { Transformation } from '../../../shared/model/citation.ts'
import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { joinRanges, moveRanges, type Edit } from '../edit.ts'
import { applyEdits } from './apply-edits.ts'
import { changeAbility, isAbilityBelow } from './change-ability.ts'
import { changePresent, movesToPast } from './change-present.ts'
import { changeWill, hasSureVerbs, type WillPlace } from './change-will.ts'
import { readVerbs, type FiniteVerb } from './clauses.ts'
import { decideMode, type TenseMode } from './decide-mode.ts'
import {
  hasMainModal,
  listModals,
  listOrders,
  listPlanWords,
  rangeAt,
  type ReadLine,
} from './left-words.ts'
import { studyCloseness } from './study-things.ts'
import { readTokenLines, type Token } from './tokens.ts'

export type { TenseMode } from './decide-mode.ts'

export type TenseChange = {
  readonly text: string
  /** In the order of the text; each `to` stands in it once, so that the check can undo them. */
  readonly transformations: readonly Transformation[]
  /** The same changes as places of the sentence, in order. */
  readonly edits: readonly Edit[]
  /**
   * Words of `text` that are left as they are and need the writer: modals, orders, a "will" or a
   * present tense that may or may not have to move.
   */
  readonly leftToWriter: readonly TextRange[]
  /** `planned` also where "done" was asked for and the sentence does not allow it. */
  readonly usedMode: TenseMode
}

/**
 * Puts a sentence of a plan into the past of a report (rules.md, *Tense*). A sentence that the
 * grammar here does not cover for sure stays as it is, and its words are left to the writer.
 */
export function changeTense(sentence: string, mode: TenseMode): TenseChange {
  if (sentence.length > maximumLength) return leaveAll(sentence, mode, listPlanWords(sentence))
  const lines = readTokenLines(sentence).map((line) => ({ line, verbs: readVerbs(line) }))
  const places = lines.flatMap((one) => listWills(sentence, one))
  const usedMode = chooseMode(sentence, lines, places, mode)
  const wills = places.map((place) => changeWill(place, usedMode))
  const modals = lines.flatMap(listModals)
  // half a sentence in the past is worse than none
  const isOrder = isSpeech(sentence) || hangsOnModal(lines)
  if (isOrder || wills.some((edits) => !edits)) {
    return leaveAll(sentence, usedMode, [...modals, ...places.map(placeOfWill)])
  }
  const isPlan = places.length > 0
  const orders = lines.flatMap(listOrders)
  if (!isPlan && (orders.length > 0 || lines.some(hasMainModal))) {
    return leaveAll(sentence, usedMode, [...modals, ...orders])
  }
  const presents = lines.map((one) => changePresents(one, usedMode, isPlan))
  const edits = [...wills.flatMap((one) => one ?? []), ...presents.flatMap((one) => one.edits)]
  const left = presents.flatMap((one) => one.left)
  if (edits.length === 0) return leaveAll(sentence, usedMode, modals)
  return finish(sentence, usedMode, edits, [...modals, ...orders, ...left])
}

function leaveAll(
  sentence: string,
  usedMode: TenseMode,
  places: readonly TextRange[],
): TenseChange {
  const leftToWriter = joinRanges(places)
  return { text: sentence, transformations: [], edits: [], leftToWriter, usedMode }
}

/** What was changed need not be left to anybody. */
function finish(
  sentence: string,
  usedMode: TenseMode,
  changes: readonly Edit[],
  places: readonly TextRange[],
): TenseChange {
  const edits = changes.toSorted((a, b) => a.start - b.start)
  const left = places.filter((place) => !edits.some((edit) => rangesOverlap(edit, place)))
  const leftToWriter = moveRanges(joinRanges(left), edits)
  return { ...applyEdits(sentence, edits), edits, leftToWriter, usedMode }
}

/** In UTF-16 code units; what is longer is no sentence, and reading it takes time by its square. */
const maximumLength = 4000

function listWills(sentence: string, { line, verbs }: ReadLine): readonly WillPlace[] {
  const hasMain =
    verbs.some(({ clause }) => clause === 'main') || listOrders({ line, verbs }).length > 0
  return verbs.flatMap((verb, index) => {
    if (verb.kind !== 'will') return []
    const end = verbs[index + 1]?.at ?? line.length
    return [{ sentence, line, verb, before: verbs[index - 1], end, hasMain }]
  })
}

function placeOfWill({ line, verb }: WillPlace): TextRange {
  return rangeAt(line, verb.at)
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

/** Clauses below move only with a plan or with a main clause that does. */
function changePresents(
  { line, verbs }: ReadLine,
  mode: TenseMode,
  isPlan: boolean,
): { readonly edits: readonly Edit[]; readonly left: readonly TextRange[] } {
  const { moved, still } = sortPresents(line, verbs, isPlan)
  if (!isPlan && !moved.some(({ clause }) => clause === 'main')) return { edits: [], left: [] }
  const abilities = verbs.filter((verb) => isAbilityBelow(line, verb))
  return {
    edits: [
      ...moved.flatMap((verb) => changePresent(line, verb, mode)),
      ...abilities.flatMap(({ at }) => changeAbility(line, at)),
    ],
    left: still.filter(mayBeOfStudy).map(({ at }) => rangeAt(line, at)),
  }
}

/** A verb that stayed although its sentence moved, of a subject that may be the study's. */
function mayBeOfStudy({ clause, subject }: FiniteVerb): boolean {
  return clause === 'main' && studyCloseness(subject.head) !== 'other'
}

function sortPresents(
  line: readonly Token[],
  verbs: readonly FiniteVerb[],
  isPlan: boolean,
): { readonly moved: readonly FiniteVerb[]; readonly still: readonly FiniteVerb[] } {
  const moved: FiniteVerb[] = []
  const still: FiniteVerb[] = []
  let isBehindPlan = false
  let isStill = false
  for (const verb of verbs) {
    const isPresent = !/^(?:will|modal|past)$/.test(verb.kind)
    const moves: boolean =
      isPresent &&
      !(isStill && (verb.clause === 'relative' || verb.isJoined)) &&
      movesToPast(line, verb, isPlan, isBehindPlan)
    if (isPresent) (moves ? moved : still).push(verb)
    isStill = isPresent && !moves
    isBehindPlan ||= verb.kind === 'will' || (moves && verb.clause === 'main')
  }
  return { moved, still }
}
