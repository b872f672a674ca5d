import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { Change, Put } from './edited-text.ts'
import { inventWords, listWords, pick, retypeWord, type Random } from './words.ts'

/** What an edit is made from: the old text, its target, the zone that is its own, and a far place. */
export type Scene = {
  readonly random: Random
  readonly text: string
  readonly target: TextRange
  readonly zone: TextRange
  /** Where moved text and copies go: between two paragraphs or sentences. */
  readonly far: number
}

type Edit = (scene: Scene) => readonly Change[]

/** By name; each changes its target, or what stands around it, and nothing outside its zone. */
export const edits: Readonly<Record<string, Edit>> = {
  untouched: () => [],
  insert: (scene) => insertAt(scene, inventWords(scene.random, scene.text, 1 + dice(scene, 6))),
  'delete words': deleteWords,
  delete: ({ target }) => [{ ...target, put: [] }],
  'delete with what follows': ({ random, text, target, zone }) => {
    const words = listWords(text, { start: target.end, end: zone.end })
    return [{ start: target.start, end: pick(random, words)?.end ?? target.end, put: [] }]
  },
  move: ({ text, target, far }) => [
    { ...target, put: [] },
    { start: far, end: far, put: [keep(text, target), add(' ')] },
  ],
  'split sentence': (scene) => breakAt(scene, pick(scene.random, ['. It', '.\n', '; also']) ?? '.'),
  'split by a sentence': (scene) =>
    breakAt(scene, `. ${inventWords(scene.random, scene.text, 10 + dice(scene, 40))}.`),
  join,
  retype: (scene) => retype(scene, 1 + dice(scene, 3)),
  'retype a digit': retypeDigit,
  reorder,
  renumber: ({ text, zone }) => renumber(text, zone),
  twin: (scene) => copy(scene, scene.target, false),
  'twin with its context': (scene) => copy(scene, widen(scene, 80), false),
  'twin, and retyped': (scene) => copy(scene, widen(scene, dice(scene, 2) * 80), true),
  'deleted, a near twin elsewhere': nearTwin,
  'curly quotes': ({ text, zone }) => respell(text, zone, curl),
  'non-breaking spaces': ({ text, zone, random }) =>
    respell(text, zone, (unit) => (unit === ' ' && random() < 0.5 ? '\u00a0' : unit)),
  'tracked changes shown': (scene) => retype(scene, 1 + dice(scene, 2), true),
}

/** What happens beside the target at the same time: in half of all cases nothing. */
export function editBeside({ random, text, target, zone }: Scene): readonly Change[] {
  if (random() < 0.5) return []
  const isBefore = random() < 0.5
  const side = isBefore
    ? { start: zone.start, end: target.start }
    : { start: target.end, end: zone.end }
  const words = listWords(text, side)
  const nearest = isBefore ? words.toReversed() : words
  const word = nearest[Math.floor(random() * Math.min(25, nearest.length))]
  if (!word) return []
  const chance = random()
  if (chance < 0.4) return [replace(word, retypeWord(random, text, sliceRange(text, word)))]
  if (chance < 0.7) {
    const put = [add(` ${inventWords(random, text, 1 + Math.floor(random() * 12))}`)]
    return [{ start: word.end, end: word.end, put }]
  }
  const until = words[Math.min(words.length - 1, words.indexOf(word) + 5)] ?? word
  return [{ start: word.start, end: until.end, put: [] }]
}

function insertAt({ random, text, target }: Scene, words: string): readonly Change[] {
  const place = pick(random, listWords(text, target).slice(0, -1))
  return place ? [{ start: place.end, end: place.end, put: [add(` ${words}`)] }] : []
}

function deleteWords({ random, text, target }: Scene): readonly Change[] {
  const words = listWords(text, target)
  const count = Math.max(1, Math.floor(words.length * (0.1 + 0.25 * random())))
  const from = Math.floor(random() * (words.length - count))
  const [first, last] = [words[from], words[from + count - 1]]
  return first && last && words.length > 2 ? [{ start: first.start, end: last.end, put: [] }] : []
}

function breakAt({ random, text, target }: Scene, mark: string): readonly Change[] {
  const place = pick(random, listWords(text, target).slice(1, -2))
  return place ? [{ start: place.end, end: place.end, put: [add(mark)] }] : []
}

/** The full stop and the capital behind it go: "… ended. The …" becomes "… ended, and the …". */
function join({ text, target, zone }: Scene): readonly Change[] {
  const next = listWords(text, { start: target.end, end: zone.end })[0]
  const from = /[.;:]$/.test(sliceRange(text, target)) ? target.end - 1 : target.end
  if (!next || next.start - target.end > 4) return []
  const capital = { start: next.start, end: next.start + 1 }
  return [
    { start: from, end: next.start, put: [add(', and ')] },
    replace(capital, sliceRange(text, capital).toLowerCase()),
  ]
}

function retype({ random, text, target }: Scene, count: number, isShown = false): Change[] {
  const words = listWords(text, target)
  const chosen = new Set(Array.from({ length: count }, () => pick(random, words)))
  return [...chosen].flatMap((word) => {
    if (!word) return []
    const anew = retypeWord(random, text, sliceRange(text, word))
    if (!isShown) return [replace(word, anew)]
    return [{ start: word.end, end: word.end, put: [add(anew)] }]
  })
}

function retypeDigit({ random, text, target }: Scene): readonly Change[] {
  const numbers = listWords(text, target).filter((word) => /^\d/.test(sliceRange(text, word)))
  const number = pick(random, numbers)
  return number ? [replace(number, retypeWord(random, text, sliceRange(text, number)))] : []
}

/** The last part of the sentence comes first. */
function reorder({ random, text, target }: Scene): readonly Change[] {
  const words = listWords(text, target)
  const [first, last] = [words[0], words.at(-1)]
  const middle = words[1 + Math.floor(random() * (words.length - 2))]
  if (!first || !last || !middle || words.length < 4) return []
  const tail = { start: middle.start, end: last.end }
  const head = { start: first.start, end: middle.start }
  const put = [keep(text, tail), add(' '), keep(text, head)]
  return [{ start: first.start, end: last.end, put }]
}

function renumber(text: string, zone: TextRange): readonly Change[] {
  return listWords(text, zone)
    .filter((word) => /^\d{1,3}(?:\.\d)?$/.test(sliceRange(text, word)))
    .map((word) => replace(word, String(Number.parseInt(sliceRange(text, word), 10) + 1)))
}

function copy(scene: Scene, range: TextRange, isRetyped: boolean): readonly Change[] {
  const { text, far } = scene
  const put = [add(`${sliceRange(text, range)} `)]
  return [...(isRetyped ? retype(scene, 1) : []), { start: far, end: far, put }]
}

function nearTwin({ random, text, target, far }: Scene): readonly Change[] {
  const word = pick(random, listWords(text, target))
  if (!word) return []
  const anew = retypeWord(random, text, sliceRange(text, word))
  const twin = text.slice(target.start, word.start) + anew + text.slice(word.end, target.end)
  if (anew === sliceRange(text, word)) return []
  return [
    { ...target, put: [] },
    { start: far, end: far, put: [add(`${twin} `)] },
  ]
}

function respell(text: string, zone: TextRange, spell: (unit: string) => string): Change[] {
  const units = Array.from({ length: zone.end - zone.start }, (_, at) => text[zone.start + at])
  const spelled = units.map((unit = '') => spell(unit)).join('')
  return [{ ...zone, put: [{ text: spelled, how: 'kept', from: zone.start }] }]
}

function curl(unit: string): string {
  const pairs: Readonly<Record<string, string>> = {
    "'": '’',
    '"': '”',
    '’': "'",
    '‘': "'",
    '“': '"',
    '”': '"',
    '-': '–',
    '–': '-',
  }
  return pairs[unit] ?? unit
}

function widen({ target, zone }: Scene, by: number): TextRange {
  return {
    start: Math.max(zone.start, target.start - by),
    end: Math.min(zone.end, target.end + by),
  }
}

function replace(range: TextRange, by: string): Change {
  return { ...range, put: [{ text: by, how: 'retyped', from: range.start }] }
}

function keep(text: string, range: TextRange): Put {
  return { text: sliceRange(text, range), how: 'kept', from: range.start }
}

function add(text: string): Put {
  return { text, how: 'added', from: -1 }
}

function dice({ random }: Scene, sides: number): number {
  return Math.floor(random() * sides)
}
