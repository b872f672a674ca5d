import type { Values } from './ocr-models.ts'

/** A character that was recognised in a line's picture. */
export type SeenCharacter = {
  readonly text: string
  /** Pixels from the left end of the picture to about its middle. */
  readonly x: number
  /** 0 to 1. */
  readonly confidence: number
}

/**
 * Connectionist temporal classification, the likeliest class at each step: the same class in steps
 * that follow each other is one character, and class 0 parts two of them.
 */
export function readCharacters(
  { data, shape }: Values,
  characters: readonly string[],
  width: number,
): SeenCharacter[] {
  const [, steps = 0, classes = 0] = shape
  const seen: SeenCharacter[] = []
  let open: { class: number; start: number; confidence: number } | undefined
  for (let step = 0; step <= steps; step++) {
    const best = step < steps ? findBest(data, step * classes, classes) : { class: 0, value: 0 }
    if (open && best.class === open.class) {
      open.confidence = Math.max(open.confidence, best.value)
      continue
    }
    if (open) {
      const text = narrow(characters[open.class] ?? '')
      const x = (((open.start + step) / 2) * width) / steps
      if (text !== '') seen.push({ text, x, confidence: open.confidence })
    }
    open = best.class > 0 ? { class: best.class, start: step, confidence: best.value } : undefined
  }
  return seen
}

function findBest(
  data: Float32Array,
  start: number,
  count: number,
): { class: number; value: number } {
  let best = 0
  for (let at = 1; at < count; at++) if (data[start + at]! > data[start + best]!) best = at
  return { class: best, value: data[start + best]! }
}

/** The wide twins of Latin letters and marks (U+FF01 to U+FF5E), which the network takes for them. */
function narrow(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0x3000) return ' '
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character
}
