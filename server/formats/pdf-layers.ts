import {
  type Box,
  type Glyphs,
  type LayerFrame,
  type PageContent,
  type PageLayer,
  type Point,
  type RuledLine,
  spanBox,
  type TextStyle,
} from './pdf-page.ts'

/** Characters in the coordinates of the page as shown, whatever their direction. */
export type ShownGlyphs = {
  count: number
  readonly texts: string[]
  readonly styles: TextStyle[]
  /** Degrees clockwise from upright, 0 to 359. */
  readonly angles: Uint16Array
  readonly lefts: Float64Array
  readonly tops: Float64Array
  readonly rights: Float64Array
  readonly bottoms: Float64Array
  /** Origins. */
  readonly xs: Float64Array
  readonly ys: Float64Array
  /** As in Glyphs. */
  readonly guessed: Uint8Array
}

export function createGlyphs(capacity: number): ShownGlyphs {
  return {
    count: 0,
    texts: Array<string>(capacity),
    styles: Array<TextStyle>(capacity),
    angles: new Uint16Array(capacity),
    lefts: new Float64Array(capacity),
    tops: new Float64Array(capacity),
    rights: new Float64Array(capacity),
    bottoms: new Float64Array(capacity),
    xs: new Float64Array(capacity),
    ys: new Float64Array(capacity),
    guessed: new Uint8Array(capacity),
  }
}

/** Angles this near to each other are one direction. */
const angleTolerance = 3

/** Parts the characters by direction; the direction of most of them comes first. */
export function splitLayers(
  glyphs: ShownGlyphs,
  ruledLines: readonly RuledLine[],
  page: Pick<PageContent, 'number' | 'width' | 'height'>,
): PageLayer[] {
  const byAngle = groupByAngle(glyphs)
  const isOne = byAngle.size === 1
  const groups = [...byAngle].map(([angle, runs]) => ({
    angle,
    runs,
    ink: isOne ? 0 : countInk(glyphs, runs),
  }))
  return groups
    .sort((a, b) => b.ink - a.ink || a.angle - b.angle)
    .map(({ angle, runs }) => {
      const frame = createFrame(angle, page)
      return {
        frame,
        isUpright: angle === 0,
        width: frame.width,
        height: frame.height,
        glyphs: placeGlyphs(glyphs, runs, frame),
        ruledLines: turnLines(ruledLines, frame),
      }
    })
}

/** Characters of one direction that follow each other; `end` is exclusive. */
type Run = { readonly start: number; end: number }

function groupByAngle({ count, angles }: ShownGlyphs): Map<number, Run[]> {
  const groups = new Map<number, Run[]>()
  let run: Run | undefined
  for (let index = 0; index < count; index++) {
    const angle = angles[index]!
    if (run && angle === angles[run.start]) {
      run.end = index + 1
      continue
    }
    run = { start: index, end: index + 1 }
    const near = nearAngle(angle, groups.keys())
    const group = groups.get(near)
    if (group) group.push(run)
    else groups.set(near, [run])
  }
  return groups
}

function countInk({ texts }: ShownGlyphs, runs: readonly Run[]): number {
  let count = 0
  for (const { start, end } of runs) {
    for (let index = start; index < end; index++) if (texts[index] !== ' ') count++
  }
  return count
}

function nearAngle(angle: number, known: Iterable<number>): number {
  const upright = (Math.round(angle / 90) * 90) % 360
  if (angleDistance(angle, upright) <= angleTolerance) return upright
  for (const other of known) if (angleDistance(angle, other) <= angleTolerance) return other
  return angle
}

function angleDistance(a: number, b: number): number {
  const difference = Math.abs(a - b) % 360
  return Math.min(difference, 360 - difference)
}

/** The page turned back so that text of one angle is upright, its corner at 0, 0 again. */
export type Frame = LayerFrame & {
  readonly cos: number
  readonly sin: number
  readonly width: number
  readonly height: number
  point(point: Point): Point
}

/** `angle`: degrees clockwise from upright, 0 to below 360. */
export function createFrame(
  angle: number,
  { number, width, height }: Pick<PageContent, 'number' | 'width' | 'height'>,
): Frame {
  const isQuarter = angle % 90 === 0
  const cos = isQuarter ? [1, 0, -1, 0][angle / 90]! : Math.cos((angle * Math.PI) / 180)
  const sin = isQuarter ? [0, 1, 0, -1][angle / 90]! : Math.sin((angle * Math.PI) / 180)
  const turn = ({ x, y }: Point) => ({ x: x * cos + y * sin, y: y * cos - x * sin })
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: 0, y: height },
    { x: width, y: height },
  ].map(turn)
  const left = Math.min(...corners.map((corner) => corner.x))
  const top = Math.min(...corners.map((corner) => corner.y))
  const turnBack = (x: number, y: number): Point => ({
    x: (x + left) * cos - (y + top) * sin,
    y: (x + left) * sin + (y + top) * cos,
  })
  return {
    page: number,
    cos,
    sin,
    width: Math.max(...corners.map((corner) => corner.x)) - left,
    height: Math.max(...corners.map((corner) => corner.y)) - top,
    point: (point) => {
      const { x, y } = turn(point)
      return { x: x - left, y: y - top }
    },
    shownBox: (box) => (angle === 0 ? uprightBox(box) : turnBox(box, turnBack)),
  }
}

/** Asked of every word, and nearly all stand upright. */
function uprightBox({ left, top, right, bottom }: Box): Box {
  return { left, top, right, bottom }
}

function turnBox(box: Box, turn: (x: number, y: number) => Point): Box {
  return spanBox(
    turn(box.left, box.top),
    turn(box.right, box.top),
    turn(box.left, box.bottom),
    turn(box.right, box.bottom),
  )
}

function placeGlyphs(glyphs: ShownGlyphs, runs: readonly Run[], frame: Frame): Glyphs {
  const { count, texts, styles, lefts, rights, ys, guessed } = glyphs
  const isUpright = frame.cos === 1
  // nearly all pages have upright text alone
  if (isUpright && runs.length === 1 && runs[0]!.end - runs[0]!.start === count) {
    return { count, texts, styles, lefts, rights, baselines: ys, guessed }
  }
  const placed = createGlyphs(runs.reduce((sum, { start, end }) => sum + end - start, 0))
  for (const { start, end } of runs) {
    for (let at = start; at < end; at++) placeGlyph(glyphs, at, frame, placed)
  }
  return { ...placed, baselines: placed.ys }
}

/** Adds a glyph to those that are turned upright. */
function placeGlyph(glyphs: ShownGlyphs, at: number, frame: Frame, placed: ShownGlyphs): void {
  const next = placed.count++
  placed.texts[next] = glyphs.texts[at]!
  placed.styles[next] = glyphs.styles[at]!
  placed.guessed[next] = glyphs.guessed[at]!
  if (frame.cos === 1) {
    placed.lefts[next] = glyphs.lefts[at]!
    placed.rights[next] = glyphs.rights[at]!
    placed.ys[next] = glyphs.ys[at]!
    return
  }
  const { left, right, baseline } = turnGlyph(glyphs, at, frame)
  placed.lefts[next] = left
  placed.rights[next] = right
  placed.ys[next] = baseline
}

type Place = { readonly left: number; readonly right: number; readonly baseline: number }

/** A slanted character's box is upright around it, so its advance is computed from box and size. */
function turnGlyph(glyphs: ShownGlyphs, at: number, frame: Frame): Place {
  const [left, right] = [glyphs.lefts[at]!, glyphs.rights[at]!]
  const [top, bottom] = [glyphs.tops[at]!, glyphs.bottoms[at]!]
  const { x, y } = frame.point({ x: glyphs.xs[at]!, y: glyphs.ys[at]! })
  if (frame.cos !== 0 && frame.sin !== 0) {
    const { cos, sin } = frame
    const { size } = glyphs.styles[at]!
    const extent = right - left + (bottom - top)
    const advance = extent / (Math.abs(cos) + Math.abs(sin)) - size
    return { left: x, right: x + Math.max(advance, size / 4), baseline: y }
  }
  const a = frame.point({ x: left, y: top }).x
  const b = frame.point({ x: right, y: bottom }).x
  return { left: Math.min(a, b), right: Math.max(a, b), baseline: y }
}

/** Ruled lines lie along the axes; a slanted page keeps none of them. */
function turnLines(ruledLines: readonly RuledLine[], frame: Frame): RuledLine[] {
  if (frame.cos !== 0 && frame.sin !== 0) return []
  return ruledLines.map((line) => {
    const ends = line.isHorizontal
      ? [
          { x: line.start, y: line.at },
          { x: line.end, y: line.at },
        ]
      : [
          { x: line.at, y: line.start },
          { x: line.at, y: line.end },
        ]
    const [a, b] = ends.map((end) => frame.point(end)) as [Point, Point]
    const isHorizontal = line.isHorizontal === (frame.sin === 0)
    return isHorizontal
      ? { isHorizontal, at: a.y, start: Math.min(a.x, b.x), end: Math.max(a.x, b.x) }
      : { isHorizontal, at: a.x, start: Math.min(a.y, b.y), end: Math.max(a.y, b.y) }
  })
}
