import { isFiniteWord } from './clause-openers.ts'
import { skipBack, type FiniteForm, type FinitePlace } from './finite-place.ts'
import { findLexical } from './lexical-verbs.ts'
import type { Token } from './tokens.ts'
import { isConjunction, isModal } from './word-classes.ts'

/** What finite verb the word is; undefined for any other word, for infinitives and participles. */
export function findFinite(place: FinitePlace): FiniteForm | undefined {
  const { line, at } = place
  const token = line[at]
  if (!token || token.kind !== 'word') return undefined
  const { lower } = token
  if (lower === 'will' || lower === 'won’t')
    return isNounWill(line, at) ? undefined : { kind: 'will', base: '' }
  if (isModal(lower)) return isMonth(token, at, line) ? undefined : { kind: 'modal', base: '' }
  if (isFiniteWord(lower)) return findAuxiliary(place, lower)
  if (isBare(line, at)) return undefined
  return findLexical(place, lower)
}

/** "at will", "the will". */
function isNounWill(line: readonly Token[], at: number): boolean {
  const before = line[at - 1]?.lower ?? ''
  return (
    /^(?:at|free|good|ill|own|a|his|her|their|living)$/.test(before) || (before === 'the' && at > 0)
  )
}

/** "May 1997", "in May". */
function isMonth({ text }: Token, at: number, line: readonly Token[]): boolean {
  return text === 'May' && (at > 0 || line[at + 1]?.kind === 'number')
}

function findAuxiliary({ line, at, mood }: FinitePlace, lower: string): FiniteForm | undefined {
  if (/^(?:was|were|had|did|would)$/.test(lower)) return { kind: 'past', base: '' }
  if (line[at - 1]?.lower === 'that' && line[at + 1]?.text === ',') return undefined
  if (/^(?:is|are|am)$/.test(lower)) return { kind: 'be', base: '' }
  if (/n’t$/.test(lower)) return { kind: 'modal', base: '' }
  const isBase = lower === 'have' || lower === 'do'
  if (isBase && (isBare(line, at) || (mood === 'base' && isJoined(line, at)))) return undefined
  return { kind: lower.startsWith('ha') ? 'have' : 'do', base: '' }
}

function isJoined(line: readonly Token[], at: number): boolean {
  return isConjunction(line[skipBack(line, at)]?.lower ?? '')
}

/** Behind "to", "will" and modals stands a base form, which carries no tense. */
function isBare(line: readonly Token[], at: number): boolean {
  const before = line[skipBack(line, at)]?.lower ?? ''
  return (
    before === 'to' ||
    before === 'will' ||
    isModal(before) ||
    /^(?:do|does|did|let|would)$/.test(before)
  )
}
