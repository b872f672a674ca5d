import type { TextRange } from '../../../shared/text/range.ts'
import { findHabit } from './told-deeds.ts'

/**
 * True where a claim tells a deed of what a source only lays down in the present tense: "was issued within 20
 * days" of a charter's "is issued within 20 days". Who lays down what is done has not yet done it. Verbs of a
 * state ("is based on") tell of no deed in either tense.
 */
export function saysDeedOfRule(claim: string, words: string): boolean {
  return findRule(claim, words) !== undefined
}

/** The verb of the words that lays down what the claim tells as done. */
export function findRule(claim: string, words: string): TextRange | undefined {
  return findHabit(claim, words) ?? findPassiveRule(claim, words)
}

function findPassiveRule(claim: string, words: string): TextRange | undefined {
  const deeds = Array.from(claim.matchAll(done), ([, deed = '']) => deed.toLowerCase())
  return deeds.flatMap((deed) => {
    if (isOfState.test(deed) || !isParticiple.test(deed)) return []
    const laidDown = new RegExp(`\\b(?:is|are|to be)\\s+${adverbs}${deed}\\b`, 'iu').exec(words)
    const told = new RegExp(`\\b(?:was|were|been|being)\\s+${adverbs}${deed}\\b`, 'iu')
    if (!laidDown || told.test(words)) return []
    return [{ start: laidDown.index, end: laidDown.index + laidDown[0].length }]
  })[0]
}

const adverbs = '(?:(?:not|never|also|only|then|always|\\p{Ll}+ly)\\s+){0,2}'
const done = new RegExp(
  `\\b(?:was|were|has been|have been|had been)\\s+${adverbs}(\\p{Ll}+)\\b`,
  'giu',
)
const isParticiple =
  /(?:ed|en|wn|ught|ept|eld|elt|ent|ade|one|aid|et|id|ut|ead|old|ound|un|ost|uilt|ung)$/u
const isOfState =
  /^(?:locat|situat|bas|call|nam|titl|entitl|relat|situat|own|compos|list|show|present|summari[sz]|describ|contain|includ|defin|plac|need|requir|expect|allow|permit|concern|involv|interest|limit|divid|attach|connect|equipp|known|given|seen|found|made|marked|written|open|even|different|absent|present|independent|often|sudden|hidden|broken|wooden|golden)/u
