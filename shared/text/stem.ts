/**
 * The English Snowball stemmer ("Porter2", as of Snowball 3, snowballstem.org/algorithms/english/stemmer.html).
 * Takes one word in lower case; words that hold anything but a–z and ' come back unchanged.
 */
export function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stemmed = stemNew(word)
  if (stems.size >= mostStems) stems.clear()
  stems.set(word, stemmed)
  return stemmed
}

/** A text says few words again and again. */
const stems = new Map<string, string>()

const mostStems = 5000

function stemNew(word: string): string {
  if (word.length <= 2 || !/^[a-z']+$/.test(word)) return word
  const exception = exceptions.get(word)
  if (exception !== undefined) return exception
  let state = start(word)
  state = removeApostrophe(state)
  state = removePlural(state)
  if (unchanged.has(state.word)) return state.word
  state = removePast(state)
  state = state.word.length > 2 ? replace(state, /(?<=.[^aeiouy])[yY]$/, 'i') : state
  state = removeLongest(state, derivations, state.r1)
  state = removeLongest(state, adjectives, state.r1)
  state = removeLongest(state, residues, state.r2)
  return removeFinal(state).word.replaceAll('Y', 'y')
}

/** `Y` in the word is a consonant; `r1` and `r2` are where the regions of the algorithm begin. */
type State = { readonly word: string; readonly r1: number; readonly r2: number }

/** Suffixes with what replaces them, longest first; `after` is what must stand before the suffix. */
type Ending = readonly [suffix: string, replacement: string, after?: RegExp]

const exceptions: ReadonlyMap<string, string> = new Map(
  (
    'skis:ski skies:sky idly:idl gently:gentl ugly:ugli early:earli ' +
    'only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

const unchanged = new Set(
  'evening inning outing canning herring earring proceed exceed succeed'.split(' '),
)

const derivations: readonly Ending[] = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ogist', 'og'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og', /l$/],
  ['li', '', /[cdeghkmnrt]$/],
]

const adjectives: readonly Ending[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]

const residues: readonly Ending[] = [
  ['ement', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['ment', ''],
  ['ant', ''],
  ['ent', ''],
  ['ism', ''],
  ['ate', ''],
  ['iti', ''],
  ['ous', ''],
  ['ive', ''],
  ['ize', ''],
  ['ion', '', /[st]$/],
  ['al', ''],
  ['er', ''],
  ['ic', ''],
]

const shortSyllable = /(?:^|.*[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/

function start(word: string): State {
  const marked = word.replace(/^'/, '').replace(/^y|(?<=[aeiouy])y/g, 'Y')
  const special = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(marked)
  const r1 = special ? special[0].length : findRegion(marked, 0)
  return { word: marked, r1, r2: findRegion(marked, r1) }
}

/** Behind the first consonant that follows a vowel, from `from` on. */
function findRegion(word: string, from: number): number {
  const match = /[aeiouy][^aeiouy]/.exec(word.slice(from))
  return match ? from + match.index + 2 : word.length
}

function replace(state: State, pattern: RegExp, replacement: string): State {
  return { ...state, word: state.word.replace(pattern, replacement) }
}

function removeApostrophe(state: State): State {
  return replace(state, /'(?:s'?)?$/, '')
}

function removePlural(state: State): State {
  const { word } = state
  if (word.endsWith('sses')) return replace(state, /es$/, '')
  if (/ie[ds]$/.test(word)) return replace(state, /ie[ds]$/, word.length > 4 ? 'i' : 'ie')
  if (/(?:us|ss)$/.test(word) || !/[aeiouy].+s$/.test(word)) return state
  return replace(state, /s$/, '')
}

function removePast(state: State): State {
  const eed = /eed(?:ly)?$/.exec(state.word)
  if (eed) return eed.index >= state.r1 ? replace(state, /eed(?:ly)?$/, 'ee') : state
  const suffix = /(?:ed|edly|ing|ingly)$/.exec(state.word)
  if (!suffix || !/[aeiouy]/.test(state.word.slice(0, suffix.index))) return state
  if (/^[^aeiouy]ying$/.test(state.word)) return replace(state, /ying$/, 'ie')
  const rest = { ...state, word: state.word.slice(0, suffix.index) }
  if (/(?:at|bl|iz)$/.test(rest.word)) return { ...rest, word: `${rest.word}e` }
  if (/^[aeo](.)\1$/.test(rest.word)) return rest
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest.word)) return replace(rest, /.$/, '')
  return isShort(rest) ? { ...rest, word: `${rest.word}e` } : rest
}

function isShort({ word, r1 }: State): boolean {
  return r1 >= word.length && shortSyllable.test(word)
}

/** Removes the longest suffix that stands at all, if it lies in the region that begins at `region`. */
function removeLongest(state: State, endings: readonly Ending[], region: number): State {
  const found = endings.find(([suffix]) => state.word.endsWith(suffix))
  if (!found) return state
  const [suffix, replacement, after] = found
  const at = state.word.length - suffix.length
  const rest = state.word.slice(0, at)
  const needed = suffix === 'ative' ? state.r2 : region
  if (at < needed || (after && !after.test(rest))) return state
  return { ...state, word: rest + replacement }
}

function removeFinal(state: State): State {
  const at = state.word.length - 1
  const rest = state.word.slice(0, -1)
  const isInR2 = at >= state.r2
  const isInR1 = at >= state.r1
  const removesE = state.word.endsWith('e') && (isInR2 || (isInR1 && !shortSyllable.test(rest)))
  const removesL = state.word.endsWith('ll') && isInR2
  return removesE || removesL ? { ...state, word: rest } : state
}
