import {
  type Box,
  type Glyph,
  type LayerFrame,
  type PageContent,
  type PageLayer,
  type Point,
  type RuledLine,
  spanBox,
} from './pdf-page.ts'

/** A character in the coordinates of the page as shown. */
export type ShownGlyph = Pick<Glyph, 'text' | 'size' | 'isBold' | 'isItalic' | 'isSpace'> & {
  readonly origin: Point
  readonly box: Box
  /** Degrees clockwise from upright, 0 to 359. */
  readonly angle: number
}

/** Angles this near to each other are one direction. */
const angleTolerance = 3

/** Parts the characters by direction; the direction of most of them comes first. */
export function splitLayers(
  glyphs: readonly ShownGlyph[],
  ruledLines: readonly RuledLine[],
  page: Pick<PageContent, 'number' | 'width' | 'height'>,
): PageLayer[] {
  const groups = groupByAngle(glyphs)
  return [...groups]
    .sort((a, b) => inkCount(b[1]) - inkCount(a[1]) || a[0] - b[0])
    .map(([angle, group], index) => {
      const frame = createFrame(angle, page)
      return {
        frame,
        width: frame.width,
        height: frame.height,
        glyphs: group.map((glyph) => placeGlyph(glyph, frame)),
        ruledLines: index === 0 ? turnLines(ruledLines, frame) : [],
      }
    })
}

function groupByAngle(glyphs: readonly ShownGlyph[]): Map<number, ShownGlyph[]> {
  const groups = new Map<number, ShownGlyph[]>()
  let open: { readonly angle: number; readonly group: ShownGlyph[] } | undefined
  for (const glyph of glyphs) {
    if (open?.angle !== glyph.angle) {
      const near = nearAngle(glyph.angle, groups.keys())
      const group = groups.get(near) ?? []
      groups.set(near, group)
      open = { angle: glyph.angle, group }
    }
    open.group.push(glyph)
  }
  return groups
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

function inkCount(glyphs: readonly ShownGlyph[]): number {
  return glyphs.filter((glyph) => !glyph.isSpace).length
}

/** The page turned back so that text of one angle is upright, its corner at 0, 0 again. */
type Frame = LayerFrame & {
  readonly cos: number
  readonly sin: number
  readonly width: number
  readonly height: number
  point(point: Point): Point
}

function createFrame(
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
    shownBox: (box) =>
      spanBox(
        turnBack(box.left, box.top),
        turnBack(box.right, box.top),
        turnBack(box.left, box.bottom),
        turnBack(box.right, box.bottom),
      ),
  }
}

function placeGlyph(glyph: ShownGlyph, frame: Frame): Glyph {
  const { text, size, isBold, isItalic, isSpace } = glyph
  // nearly all text is upright, and there are many characters
  if (frame.cos === 1) {
    const { left, right } = glyph.box
    return { text, left, right, baseline: glyph.origin.y, size, isBold, isItalic, isSpace }
  }
  const origin = frame.point(glyph.origin)
  const [left, right] = horizontalExtent(glyph, origin, frame)
  return { text, left, right, baseline: origin.y, size, isBold, isItalic, isSpace }
}

/** A slanted character's box is upright around it, so its advance is computed from box and size. */
function horizontalExtent(glyph: ShownGlyph, origin: Point, frame: Frame): [number, number] {
  const { box } = glyph
  if (frame.cos !== 0 && frame.sin !== 0) {
    const { cos, sin } = frame
    const width = box.right - box.left
    const height = box.bottom - box.top
    const advance = (width + height) / (Math.abs(cos) + Math.abs(sin)) - glyph.size
    return [origin.x, origin.x + Math.max(advance, glyph.size / 4)]
  }
  const a = frame.point({ x: box.left, y: box.top }).x
  const b = frame.point({ x: box.right, y: box.bottom }).x
  return [Math.min(a, b), Math.max(a, b)]
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
