import { isParticipleForm } from './inflect.ts'
import { nounNumber } from './noun-number.ts'
import type { Subject } from './noun-phrase.ts'
import { holdsSubject, readAntecedent, readSubject } from './subject.ts'
import type { Token } from './tokens.ts'
import { findThirdPerson, isBaseVerb } from './verb-lexicon.ts'
import { isAdverb, isConjunction, isDeterminer, isModal, isPreposition } from './word-classes.ts'

export type ClauseKind = 'main' | 'relative' | 'condition' | 'reason' | 'complement'

/** A verb that carries the tense of its clause; `at` is the index of its first word. */
export type FiniteVerb = {
  readonly kind: 'will' | 'modal' | 'past' | 'be' | 'have' | 'do' | 'lexical'
  readonly at: number
  /** Base form of a lexical verb; '' else. */
  readonly base: string
  readonly clause: ClauseKind
  readonly subject: Subject
}
