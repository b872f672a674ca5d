/** Points (1/72 inch) from the top left corner of the page as it is shown, y downwards. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export type Point = { readonly x: number; readonly y: number }

/** What the characters of one text object share. */
export type TextStyle = {
  readonly fontName: string
  /** Height of the font in points as shown. */
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
}

/**
 * Characters as they stand on the page, in the order in which the file draws them. The columns hold
 * `count` of them and may be longer; those of the next page overwrite them. An object for each of a
 * book's millions of characters would cost more than the reading.
 */
export type Glyphs = {
  readonly count: number
  /** A ligature is one glyph with two or three letters; white space is one blank and ends a word. */
  readonly texts: readonly string[]
  readonly styles: readonly TextStyle[]
  /** Their advance along the line, which is wider than their ink. */
  readonly lefts: Float64Array
  readonly rights: Float64Array
  readonly baselines: Float64Array
  /** 1 where the font says not which character it is: the text is its number in the font. */
  readonly guessed: Uint8Array
}

/** A ruled line, horizontal or vertical; `at` is its y or x, `start` < `end` its extent. */
export type RuledLine = {
  readonly isHorizontal: boolean
  readonly at: number
  readonly start: number
  readonly end: number
}

/** The way back from a layer to the page that it is a part of. */
export type LayerFrame = {
  /** Counts from 1. */
  readonly page: number
  /** The upright box, in the coordinates of the page as shown, around a box of the layer; may reach beyond the page. */
  shownBox(box: Box): Box
}

/**
 * What stands on a page in one direction, turned so that it reads upright. Coordinates are those of
 * the turned page, whose size is given.
 */
export type PageLayer = {
  readonly frame: LayerFrame
  /** Reads upright on the page as it is shown. */
  readonly isUpright: boolean
  readonly width: number
  readonly height: number
  readonly glyphs: Glyphs
  readonly ruledLines: readonly RuledLine[]
}

/** Everything that the page shows; nothing is grouped yet. */
export type PageContent = {
  /** Counts from 1. */
  readonly number: number
  readonly width: number
  readonly height: number
  /** The layer with the most text first. */
  readonly layers: readonly PageLayer[]
  /** Characters that are drawn, of which nobody knows which they are. */
  readonly lostCount: number
  /** Share of the page that images cover, 0 to 1. */
  readonly imageShare: number
  /** Notes that someone put on the page: their words are not read. */
  readonly noteCount: number
  /** `drawn`: something stands on it, text or not. */
  readonly state: 'blank' | 'drawn' | 'unreadable'
}

export function unionBox(boxes: readonly Box[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const each of boxes) {
    box.left = Math.min(box.left, each.left)
    box.top = Math.min(box.top, each.top)
    box.right = Math.max(box.right, each.right)
    box.bottom = Math.max(box.bottom, each.bottom)
  }
  return box
}

/** The upright box around the points. */
export function spanBox(...points: readonly Point[]): Box {
  return unionBox(points.map(({ x, y }) => ({ left: x, top: y, right: x, bottom: y })))
}

/** The middle value; of an even number of values the upper one; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The value that most of the weight lies on, after rounding to `step`; 0 of none. */
export function mode(values: Iterable<readonly [number, number]>, step: number): number {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) {
    const key = Math.round(value / step)
    weights.set(key, (weights.get(key) ?? 0) + weight)
  }
  let best = 0
  let most = -Infinity
  for (const [key, weight] of weights) {
    if (weight < most || (weight === most && key > best)) continue
    best = key
    most = weight
  }
  return best * step
}
