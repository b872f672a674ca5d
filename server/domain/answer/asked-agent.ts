import { listTerms } from '../../../shared/text/terms.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { names } from './concept-weights.ts'

/**
 * What the Tenant must give is not told by what the Landlord must: where words say of somebody that he may or must do
 * something, the one of whom that is asked stands before it, or behind "by".
 */
export function isOfOtherAgent({ text, concepts }: AskedQuestion, words: string): boolean {
  const asked = listTerms(agentForm.exec(text)?.[1] ?? '')
  const agents = concepts.filter(({ term }) => asked.includes(term))
  const found = Array.from(words.matchAll(modals))
  if (agents.length === 0 || found.length === 0) return false
  const isAgent = (clause: string) => {
    const terms = new Set(listTerms(clause))
    return agents.every((one) => names(terms, one))
  }
  return !found.some(({ index }, at) => {
    const before =
      words
        .slice(0, index)
        .split(/[;,]\s|\s(?:and|but|if|unless)\s/)
        .at(-1) ?? ''
    const behind = words.slice(index, found[at + 1]?.index)
    return isAgent(before) || isAgent(/\bby\s(.*)/.exec(behind)?.[1] ?? '')
  })
}

const agentForm =
  /\b(?:must|may|shall|can|should|does|do|did|will|would) (?:the |an? )?((?:[\p{L}-]+ ){1,3}?)(?:have to |need to )?[\p{Ll}-]+(?:\W*$| )/iu
const modals = /\b(?:shall|must|may|can|should|will|(?:has|have|is|are) to)\b/g

/** "The depot was closed" below "Harbour plant" does not say when the plant was. */
export function isOfOtherSubject({ text, concepts }: AskedQuestion, words: string): boolean {
  const asked = listTerms(subjectForm.exec(text)?.[1] ?? '')
  const meant = concepts.filter(({ term }) => asked.includes(term))
  const own = new Set(listTerms(words))
  const isSaid = (one: Concept) => names(own, one)
  return meant.length > 0 && !meant.some(isSaid) && otherSubject.test(words)
}

const subjectForm =
  /^\W*(?:(?:when|where|why|how|by whom) )?(?:was|were|is|are|has|have|had|did) (?:the |an? )?((?:[\p{L}-]+ ){1,4}?)(?:been )?(?:\p{L}+(?:ed|en|wn|ld|ept|ent|ught)|put|set|cut|paid|made|met|held)\b/iu
const otherSubject =
  /^\W*(?:[\d.]+\s+)?(?:the|an?|this|these|each|all)\s(?:[\p{L}-]+\s){1,3}?(?:was|were|is|are|has|have|had)\b/iu

/** "Ms Rask proposed that the plant be sold" does not say that it was. */
export function isOnlyProposed({ text }: AskedQuestion, words: string): boolean {
  if (!asksDeed.test(text)) return false
  return Array.from(words.matchAll(proposals)).some(
    ([, verb = '']) => !listTerms(text).some((term) => listTerms(verb).includes(term)),
  )
}

const asksDeed =
  /^\W*(?:(?:when|who|whom|why|where|by whom) )?(?:was|were|did|has|have|had|sold|bought|\p{L}{3,}ed)\b/iu
const proposals =
  /\b(propos\w+|recommend\w*|suggest\w*|ask\w*|request\w*|consider\w*|intend\w*|offer\w*|want\w*|plan\w*|expect\w*|refus\w+|declin\w+|fail\w*)(?: \p{L}+){0,3}? (?:that|to|whether|if)\s|\b(considering|discussed|rejected|postponed)\b/giu

/** "Mr Ode reset the router after Ms Tran had replaced the switch": nobody replaced the router. */
export function isInOtherClauses({ text, concepts }: AskedQuestion, words: string): boolean {
  if (!asksDeed.test(text) || clauseBreaks.test(text)) return false
  const clauses = words.split(clauseBreaks).map((clause) => new Set(listTerms(clause)))
  const said = concepts.filter((one) => clauses.some((clause) => names(clause, one)))
  return !clauses.some((clause) => said.every((one) => names(clause, one)))
}

const clauseBreaks =
  /;\s|,?\s(?:after|before|while|whereas|when|until|because|although|but)\s(?=(?:the|an?|it|he|she|they|\p{Lu})[\p{L}.]*\s)/u
