import { findIrregular, isIrregularParticiple } from './irregular-verbs.ts'

/** "receive" → "received", "begin" → "began"; of a hyphenated verb the last part moves. */
export function pastTense(verb: string): string {
  const at = verb.lastIndexOf('-') + 1
  const base = verb.slice(at)
  return verb.slice(0, at) + (findIrregular(base)?.past ?? regularPast(base))
}

/** The verbs that a form on -s may be of: "carries" → "carry"; "passes" → "passe", "pass". */
export function listBases(form: string): readonly string[] {
  if (form === 'has') return ['have']
  if (!/[^s]s$/.test(form)) return []
  const bases = [form.slice(0, -1)]
  if (/ies$/.test(form)) bases.push(`${form.slice(0, -3)}y`)
  if (/(?:[sxzo]|ch|sh)es$/.test(form)) bases.push(form.slice(0, -2))
  return bases
}

/** By its form alone; "need" and "bed" are no participles, "red" neither. */
export function isParticipleForm(word: string): boolean {
  return (
    isIrregularParticiple(word) || (/[^e]ed$/.test(word) && !edNouns.has(word)) || eed.has(word)
  )
}

const edNouns = new Set(
  'bed red shed sled bred biomed unmed med ped hundred kindred sacred wicked naked rugged'.split(
    ' ',
  ),
)
const eed = new Set('agreed decreed freed guaranteed refereed disagreed'.split(' '))

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`
  if (/(?:[aeiou]|^)c$/.test(base) && base.length > 3) return `${base}ked`
  return doubles(base) ? `${base}${base.slice(-1)}ed` : `${base}ed`
}

/** One vowel and one consonant at the end, in a stressed syllable: "stop", "refer", not "visit". */
function doubles(base: string): boolean {
  if (!/(?:[^aeiou]|qu|^)[aeiou][bcdfghjklmnpqrstvz]$/.test(base)) return false
  const vowelGroups = base.replace(/qu/g, 'q').match(/[aeiouy]+/g)?.length ?? 0
  return vowelGroups === 1 || stressedAtEnd.test(base)
}

/** Two syllables and more with the stress on the last, and compounds of one-syllable verbs. */
const stressedAtEnd =
  /^(?:re|un|pre|dis|over|mis)?(?:admit|commit|submit|permit|omit|emit|remit|transmit|prefer|refer|defer|confer|infer|transfer|occur|incur|recur|concur|control|patrol|enrol|extol|compel|expel|propel|repel|dispel|impel|equip|regret|rebut|abut|allot|abet|deter|inter|aver|annul|rebel|excel|instil|fulfil|distil|plug|zip|wrap|lap|kidnap|handicap|debug|program|format|plan|map|pin|tag|log|bin|fit|outfit|step)$/
