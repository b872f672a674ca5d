import type { Area } from './ocr-areas.ts'
import type { Box } from './pdf-page.ts'
import type { Frame } from './pdf-layers.ts'

/** Pixels of the network's picture to points of the page. */
type AreaScale = { readonly x: number; readonly y: number }

/** An area must be this many times as long as thick for its slope to count. */
const leastElongation = 4
/** Radians: scans are put on the glass a little askew; what is more slanted is a drawing. */
const mostSkew = 0.3

/**
 * Degrees clockwise by which most lines are turned: skew, and a quarter where lines run up or down.
 * Whether they run up or down, or stand on their heads, their letters alone can say.
 */
export function findSkew(areas: readonly Area[]): number {
  const long = areas.filter(({ length, thickness }) => length > leastElongation * thickness)
  const isUpright = weigh(long, ({ slope }) => Math.abs(slope) < Math.PI / 4) * 2 >= weigh(long)
  const quarter = isUpright ? 0 : Math.PI / 2
  const skews = long
    .map((area) => ({ weight: area.length, skew: skewTo(area.slope, quarter) }))
    .filter(({ skew }) => Math.abs(skew) < mostSkew)
    .toSorted((a, b) => a.skew - b.skew)
  const degrees = ((quarter + weightedMedian(skews)) * 180) / Math.PI
  return (degrees + 360) % 360
}

function weigh(areas: readonly Area[], counts: (area: Area) => boolean = () => true): number {
  return areas.reduce((sum, area) => sum + (counts(area) ? area.length : 0), 0)
}

/** How far a slope is from `quarter`, the shorter way round. */
function skewTo(slope: number, quarter: number): number {
  const apart = slope - quarter
  return apart < -Math.PI / 2 ? apart + Math.PI : apart
}

function weightedMedian(sorted: readonly { weight: number; skew: number }[]): number {
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let seen = 0
  for (const { weight, skew } of sorted) {
    seen += weight
    if (2 * seen >= whole) return skew
  }
  return 0
}

/** The network marks the heart of a line: it grows by this part of area by circumference. */
const growth = 1.6
/** Points: less is a speck. */
const leastHeight = 2.5

/** A box around each area, upright in the frame, in its points, from top to bottom. */
export function placeAreas(areas: readonly Area[], scale: AreaScale, frame: Frame): Box[] {
  const hearts = areas.map((area) => boundArea(area, scale, frame))
  return hearts
    .map((heart) => withinNeighbours(growBox(heart), heart, hearts))
    .filter(({ top, bottom }) => bottom - top >= leastHeight)
    .toSorted((a, b) => a.top - b.top || a.left - b.left)
}

/** A box that has grown ends halfway to its neighbours: no letter is read twice. */
function withinNeighbours(box: Box, heart: Box, hearts: readonly Box[]): Box {
  let { left, right } = box
  for (const other of hearts) {
    if (other === heart || !sharesRow(heart, other)) continue
    if (other.left >= heart.right) right = Math.min(right, (heart.right + other.left) / 2)
    if (other.right <= heart.left) left = Math.max(left, (heart.left + other.right) / 2)
  }
  return { ...box, left, right }
}

function sharesRow(a: Box, b: Box): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return overlap * 2 > Math.min(a.bottom - a.top, b.bottom - b.top)
}

function boundArea({ edge }: Area, scale: AreaScale, frame: Frame): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let at = 0; at < edge.length; at += 2) {
    const { x, y } = frame.point({ x: edge[at]! * scale.x, y: edge[at + 1]! * scale.y })
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

function growBox({ left, top, right, bottom }: Box): Box {
  const width = right - left
  const height = bottom - top
  const by = (growth * width * height) / (2 * (width + height))
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by }
}

/** The boxes that tell best which way up a page is: the longest ones. */
export function longestBoxes(boxes: readonly Box[], count: number): Box[] {
  return boxes.toSorted((a, b) => b.right - b.left - (a.right - a.left)).slice(0, count)
}
