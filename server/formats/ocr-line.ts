import { readCharacters, type SeenCharacter } from './ocr-characters.ts'
import { findInk, findRows, type Ink, measureStroke } from './ocr-ink.ts'
import type { OcrModels, Values } from './ocr-models.ts'
import { type SeenWord, splitWords } from './ocr-words.ts'
import { resizePicture } from './ocr-pixels.ts'
import { median } from './pdf-page.ts'
import type { Picture } from './pdf-picture.ts'

/** Rows of the picture that the networks take of a line. */
export const lineRows = 48

/** A line as it was recognised; all lengths are pixels of its picture, from the left and from the top. */
export type SeenLine = {
  readonly words: readonly SeenWord[]
  readonly baseline: number
  /** Of the font. */
  readonly size: number
  /** Mean breadth of its strokes. */
  readonly stroke: number
  /** 0 to 1: mean over its characters; 0 without any. */
  readonly confidence: number
  readonly characterCount: number
}

/** Reads the picture of one line, `lineRows` high. */
export async function readLine(models: OcrModels, picture: Picture): Promise<SeenLine> {
  const probabilities = await models.recognize(toLineInput(stretch(picture)))
  const characters = readCharacters(probabilities, models.characters, picture.width)
  const ink = findInk(picture)
  const rough = splitWords(characters, ink, roughSize)
  const { baseline, size } = measureFont(rough, ink)
  return {
    words: splitWords(characters, ink, size),
    baseline,
    size,
    stroke: measureStroke(ink),
    confidence: meanConfidence(characters),
    characterCount: characters.length,
  }
}

/** The network takes a step of eight pixels: of narrow letters side by side it would see one. */
const stretching = 1.15

function stretch(picture: Picture): Picture {
  return resizePicture(picture, Math.round(picture.width * stretching), picture.height)
}

function meanConfidence(characters: readonly SeenCharacter[]): number {
  if (characters.length === 0) return 0
  return characters.reduce((sum, one) => sum + one.confidence, 0) / characters.length
}

/** Pixels between -1 and 1, three times alike: the network was trained on colours. */
export function toLineInput({ width, height, pixels }: Picture): Values {
  const size = width * height
  const data = new Float32Array(3 * size)
  for (let at = 0; at < size; at++) data[at] = pixels[at]! / 127.5 - 1
  data.copyWithin(size, 0, size)
  data.copyWithin(2 * size, 0, size)
  return { data, shape: [1, 3, height, width] }
}

/** What a line of text usually has in its picture, in pixels. */
const roughSize = 36
const roughBaseline = 35
/** Shares of the font's size, as in most fonts for text. */
const capitalHeight = 0.7
const smallHeight = 0.48
const descenderDepth = 0.21

const hasTall = /[A-Zbdfhklt0-9]/
const hasDescender = /[gjpqyQ,;()[\]{}|/$_@]/
const hasLetter = /[\p{L}\d]/u

/** Size and baseline, from the rows that the ink of tall and of small letters reaches. */
function measureFont(words: readonly SeenWord[], ink: Ink): { baseline: number; size: number } {
  const measured = words.flatMap((word) => {
    const rows = hasLetter.test(word.text) ? findRows(ink, word) : undefined
    return rows ? [{ text: word.text, ...rows }] : []
  })
  if (measured.length === 0) return { baseline: roughBaseline, size: roughSize }
  const flat = measured.filter(({ text }) => !hasDescender.test(text))
  const deep = measured.map(({ bottom }) => bottom - descenderDepth * roughSize)
  const baseline = flat.length > 0 ? median(flat.map(({ bottom }) => bottom)) : median(deep)
  const tall = measured.filter(({ text }) => hasTall.test(text))
  const tops = (tall.length > 0 ? tall : measured).map(({ top }) => top)
  const height = baseline - median(tops)
  const size = height / (tall.length > 0 ? capitalHeight : smallHeight)
  return { baseline, size: Math.min(Math.max(size, roughSize / 3), 1.5 * lineRows) }
}
