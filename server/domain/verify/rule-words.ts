import { tellsHabitAsDeed } from './told-deeds.ts'

/**
 * True where a claim tells a deed of what a source only lays down in the present tense: "was issued within 20
 * days" of a charter's "is issued within 20 days". Who lays down what is done has not yet done it. Verbs of a
 * state ("is based on") tell of no deed in either tense.
 */
export function saysDeedOfRule(claim: string, words: string): boolean {
  return tellsHabitAsDeed(claim, words) || saysPassiveOfRule(claim, words)
}

function saysPassiveOfRule(claim: string, words: string): boolean {
  const deeds = Array.from(claim.matchAll(done), ([, deed = '']) => deed.toLowerCase())
  return deeds.some((deed) => {
    if (isOfState.test(deed) || !isParticiple.test(deed)) return false
    const laidDown = new RegExp(`\\b(?:is|are|to be)\\s+${adverbs}${deed}\\b`, 'iu')
    const told = new RegExp(`\\b(?:was|were|been|being)\\s+${adverbs}${deed}\\b`, 'iu')
    return laidDown.test(words) && !told.test(words)
  })
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
