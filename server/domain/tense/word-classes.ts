import { wordsOfTens, wordsToNineteen } from '../../../shared/text/number-words.ts'

/** The closed classes of English words, as far as finding subject and verb needs them. */
export function isDeterminer(word: string): boolean {
  return determiners.has(word)
}

/** A preposition, or a word that begins a phrase behind a noun: "including", "according". */
export function isPreposition(word: string): boolean {
  return prepositions.has(word)
}

export function isConjunction(word: string): boolean {
  return conjunctions.has(word)
}

export function isAdverb(word: string): boolean {
  return adverbs.has(word) || (/[a-z]{3}ly$/.test(word) && !lyNouns.has(word))
}

export function isPronoun(word: string): boolean {
  return pronouns.has(word)
}

/** Words that stand for a modal that only the writer can turn. */
export function isModal(word: string): boolean {
  return modals.has(word)
}

export function isNumberWord(word: string): boolean {
  return /^\d/.test(word) ? /^\d[\d.,/%–-]*$/.test(word) : numberWords.has(word)
}

/** "significant", "effective": what only results can say of a treatment. */
export function isResultAdjective(word: string): boolean {
  return resultAdjectives.has(word)
}

const determiners = words(
  'the a an this that these those each every any all both some no either neither another such its ' +
    'their his her our your my several many few most more fewer less other',
)

const prepositions = words(
  'of in on at by for from with without within to into onto upon over under above below between ' +
    'among during through throughout after before until till since per via versus vs about across ' +
    'against along around behind beside besides beyond despite except following including excluding ' +
    'involving concerning regarding according depending like near off out outside inside toward ' +
    'towards than as due prior irrespective regardless using based containing ' +
    'pending barring plus minus unlike amid notwithstanding whilst',
)

const conjunctions = words('and or but nor and/or &')

const adverbs = words(
  'not never also then again only just even still already always often sometimes thereafter ' +
    'therefore thus hence however moreover furthermore otherwise instead too once twice first soon ' +
    'now later meanwhile together alone further thereby therein nevertheless nonetheless ' +
    'overall afterwards afterward either both neither ever below above early ' +
    'finally likewise seldom rather quite very almost nearly well hereafter ' +
    'accordingly jointly hereby indeed yet perhaps maybe far much',
)

/** Not adverbs in spite of their -ly. */
const lyNouns = words(
  'assembly anomaly family supply reply apply comply rely multiply imply italy july fly belly jelly ' +
    'elderly monthly weekly daily hourly yearly quarterly biweekly early likely unlikely friendly only ' +
    'butterfly ally bully tally rally timely costly deadly lively',
)

const pronouns = words('it they we i you he she this that these those there one none')

const modals = words('should must may might can cannot could shall ought')

const numberWords: ReadonlySet<string> = new Set([
  ...wordsToNineteen.slice(2),
  ...wordsOfTens,
  ...words('hundred thousand million dozen'),
])

const resultAdjectives = words(
  'significant superior inferior noninferior non-inferior effective ineffective efficacious safe unsafe better ' +
    'worse equivalent tolerable well-tolerated beneficial greater higher lower successful positive negative ' +
    'comparable similar',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
