import type { TextRange } from '../../shared/text/range.ts'
import { createRandom } from '../random.ts'
import { applyChanges, type Change, type EditedText } from './edited-text.ts'
import { editBeside, edits, type Scene } from './edits.ts'
import type { BenchText } from './texts.ts'
import { listWords, pick, type Random } from './words.ts'

export type Case = {
  readonly id: string
  readonly kind: string
  readonly target: TextRange
}

/** One document with many edits in it, each in a zone of its own. */
export type EditedDocument = {
  readonly source: BenchText
  readonly edited: EditedText
  readonly cases: readonly Case[]
}

/** Units around a target that its own edits alone may touch. */
const zoneSides = 300

export function editDocument(source: BenchText, seed: number): EditedDocument {
  const random = createRandom(seed)
  const kinds = Object.keys(edits)
  const changes: Change[] = []
  const cases: Case[] = []
  const taken: TextRange[] = []
  for (let attempt = 0; attempt < 12 * kinds.length; attempt++) {
    const kind = kinds[attempt % kinds.length] ?? ''
    const scene = setScene(source, random, taken)
    const made = scene && makeChanges(scene, kind)
    if (!scene || !made) continue
    taken.push(scene.zone, { start: scene.far, end: scene.far + 1 })
    changes.push(...made)
    cases.push({ id: `${source.name}/${seed}/${attempt}`, kind, target: scene.target })
  }
  return { source, edited: applyChanges(source.text, changes), cases }
}

/** Undefined where the edit does not suit the target: no number to retype. */
function makeChanges(scene: Scene, kind: string): readonly Change[] | undefined {
  const own = edits[kind]?.(scene) ?? []
  if (own.length === 0 && kind !== 'untouched') return undefined
  const beside = editBeside(scene).filter((change) =>
    own.every((one) => change.end < one.start || one.end < change.start),
  )
  return [...own, ...beside]
}

/** Undefined where the dice fall on what another edit has taken. */
function setScene(
  { text, places }: BenchText,
  random: Random,
  taken: readonly TextRange[],
): Scene | undefined {
  const target = chooseTarget(text, places, random)
  const far = pick(random, places)?.start
  if (!target || far === undefined) return undefined
  const start = Math.max(0, target.start - zoneSides)
  const zone = { start, end: Math.min(text.length, target.end + zoneSides) }
  const isFree = (range: TextRange) =>
    taken.every((one) => range.end < one.start || one.end < range.start)
  const isFar = far < zone.start || far > zone.end
  if (!isFar || !isFree(zone) || !isFree({ start: far, end: far })) return undefined
  return { random, text, target, zone, far }
}

/** A sentence or a cell; now and then several sentences, or a few words of one. */
function chooseTarget(
  text: string,
  places: readonly TextRange[],
  random: Random,
): TextRange | undefined {
  const at = Math.floor(random() * places.length)
  const [place, next] = [places[at], places[at + 1]]
  // most places are short cells: of those a fifth is enough
  if (place && place.end - place.start < 40 && random() < 0.8) return undefined
  const chance = random()
  if (!place || chance < 0.7) return place
  if (chance < 0.85) {
    const isNear = next && next.start - place.end < 3
    return isNear ? { start: place.start, end: next.end } : place
  }
  const words = listWords(text, place)
  const from = Math.floor(random() * words.length)
  const [first, last] = [words[from], words[Math.min(words.length - 1, from + 3)]]
  return first && last ? { start: first.start, end: last.end } : undefined
}
