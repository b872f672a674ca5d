import type { TextRange } from '../../../shared/text/range.ts'
import type { FiniteVerb } from './clauses.ts'
import type { Token } from './tokens.ts'
import { isBaseVerb } from './verb-lexicon.ts'
import { isDeterminer } from './word-classes.ts'

/** A line of a sentence with its finite verbs. */
export type ReadLine = { readonly line: readonly Token[]; readonly verbs: readonly FiniteVerb[] }

/** Where "should", "must", "may", "shall", "can" stand; "could" and "might" are past as they are. */
export function listModals({ line, verbs }: ReadLine): readonly TextRange[] {
  return verbs
    .filter(({ kind, at }) => kind === 'modal' && !isPastModal(line[at]?.lower ?? ''))
    .map(({ at }) => rangeAt(line, at))
}

function isPastModal(word: string): boolean {
  return word === 'could' || word === 'might'
}

/** "Patients should return …": the writer's, with all that hangs on it. */
export function hasMainModal({ verbs }: ReadLine): boolean {
  return verbs.some(({ kind, clause }) => kind === 'modal' && clause === 'main')
}

/** The verb of "Instruct the patient …", and of "If it persists, contact the monitor". */
export function listOrders({ line, verbs }: ReadLine): readonly TextRange[] {
  const behind = findConditionEnd(line, verbs)
  const starts = behind === undefined ? [0] : [0, behind]
  return starts.filter((at) => isOrderAt(line, at)).map((at) => rangeAt(line, at))
}

/** Plan words of a text that nobody reads as a sentence. */
export function listPlanWords(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(/\b(?:will|shall|should|must|may)\b/g), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }))
}

export function rangeAt(line: readonly Token[], at: number): TextRange {
  return { start: line[at]?.start ?? 0, end: line[at]?.end ?? 0 }
}

/** The first word behind the comma that ends an opening "if …", "when …". */
function findConditionEnd(
  line: readonly Token[],
  verbs: readonly FiniteVerb[],
): number | undefined {
  const opening = line[0]?.lower ?? ''
  if (!/^(?:if|when|whenever|once|after|before|until|unless|in)$/.test(opening)) return undefined
  const comma = line.findLastIndex(
    ({ text }, at) => text === ',' && verbs.every((verb) => verb.at < at || verb.at === at + 1),
  )
  const isOver = verbs.length > 0 && comma > (verbs[0]?.at ?? 0)
  return isOver ? comma + 1 : undefined
}

function isOrderAt(line: readonly Token[], at: number): boolean {
  const [first, second] = [line[at], line[at + 1]]
  if (first?.lower === 'please') return true
  if (second?.lower === 'of' || second?.lower === 'that') return false
  const sureness = isBaseVerb(first?.lower ?? '')
  return sureness === 'sure' || (sureness === 'maybe' && isDeterminer(second?.lower ?? ''))
}
