import { createDetectionInput, findAreas } from './ocr-areas.ts'
import { findSkew, longestBoxes, placeAreas } from './ocr-boxes.ts'
import { lineRows, readLine, type SeenLine, toLineInput } from './ocr-line.ts'
import type { OcrModels } from './ocr-models.ts'
import { cutOut, type Slant, turnAround } from './ocr-pixels.ts'
import { refineSkew } from './ocr-skew.ts'
import { createFrame, type Frame } from './pdf-layers.ts'
import type { Box } from './pdf-page.ts'
import type { Picture } from './pdf-picture.ts'

/** A page as it is shown, and its picture; sizes in points. */
type DrawnPage = {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly picture: Picture
}

/** A line of a page, with the box of its picture in the frame's points. */
export type PageLine = SeenLine & { readonly box: Box }

/** What was recognised on a page: lines that are upright in the frame, from top to bottom. */
export type RecognizedPage = {
  readonly frame: Frame
  readonly lines: readonly PageLine[]
  /** 0 to 1: mean over all characters that were seen, the discarded ones too; 0 without any. */
  readonly confidence: number
}

/** Below it a line is no text, or none that could be quoted. */
const leastLineConfidence = 0.5
/** Lines that say which way up a page is. */
const witnessCount = 8

/** Finds the lines of a page, whichever way it lies, and reads them. */
export async function recognizePage(models: OcrModels, page: DrawnPage): Promise<RecognizedPage> {
  const { values, small, scaleX, scaleY } = createDetectionInput(page.picture)
  const areas = findAreas(await models.detect(values))
  const scale = {
    x: page.width / (page.picture.width * scaleX),
    y: page.height / (page.picture.height * scaleY),
  }
  const skew = refineSkew(small, findSkew(areas))
  const lying = createFrame(skew, page)
  const isUpsideDown = await standsOnHead(models, page, lying, placeAreas(areas, scale, lying))
  const frame = isUpsideDown ? createFrame((skew + 180) % 360, page) : lying
  const lines: PageLine[] = []
  for (const box of placeAreas(areas, scale, frame)) {
    lines.push({ ...(await readLine(models, cutLine(page, frame, box))), box })
  }
  return { frame, ...judge(lines) }
}

function judge(lines: readonly PageLine[]): Pick<RecognizedPage, 'lines' | 'confidence'> {
  const count = lines.reduce((sum, line) => sum + line.characterCount, 0)
  const weighed = lines.reduce((sum, line) => sum + line.confidence * line.characterCount, 0)
  return {
    lines: lines.filter((line) => line.confidence >= leastLineConfidence && line.words.length > 0),
    confidence: count === 0 ? 0 : weighed / count,
  }
}

/** The network for it is quick but not sure: where it says so, one line is read both ways. */
async function standsOnHead(
  models: OcrModels,
  page: DrawnPage,
  frame: Frame,
  boxes: readonly Box[],
): Promise<boolean> {
  const witnesses = longestBoxes(boxes, witnessCount).map((box) => cutLine(page, frame, box))
  let votes = 0
  for (const witness of witnesses) {
    const { data } = await models.orient(toLineInput(firstPart(witness)))
    if (data[1]! > data[0]!) votes++
  }
  const [longest] = witnesses
  if (!longest || votes * 3 < witnesses.length) return false
  const upright = await readLine(models, longest)
  const turned = await readLine(models, turnAround(longest))
  return turned.confidence > upright.confidence
}

const orientedColumns = 192
const white = 255

/** As much of a line as the network takes; a shorter one has paper behind it. */
function firstPart({ width, height, pixels }: Picture): Picture {
  const part = new Uint8Array(orientedColumns * height).fill(white)
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, y * width + Math.min(width, orientedColumns))
    part.set(row, y * orientedColumns)
  }
  return { width: orientedColumns, height, pixels: part }
}

/** Columns of a line's picture: fewer hold no letter, more would be no line. */
const fewestColumns = 16
const mostColumns = 4096

/** The picture of a box of the frame, upright, `lineRows` high. */
function cutLine(page: DrawnPage, frame: Frame, box: Box): Picture {
  const perPoint = page.picture.width / page.width
  const step = (box.bottom - box.top) / lineRows
  const columns = Math.round((box.right - box.left) / step)
  const width = Math.min(Math.max(columns, fewestColumns), mostColumns)
  return cutOut(page.picture, findSlant(frame, box, perPoint, step), width, lineRows)
}

function findSlant(frame: Frame, { left, top }: Box, perPoint: number, step: number): Slant {
  const shown = (x: number, y: number) => {
    const at = frame.shownBox({ left: x, right: x, top: y, bottom: y })
    return { x: at.left * perPoint, y: at.top * perPoint }
  }
  const corner = shown(left, top)
  const right = shown(left + step, top)
  const down = shown(left, top + step)
  return {
    ...corner,
    rightX: right.x - corner.x,
    rightY: right.y - corner.y,
    downX: down.x - corner.x,
    downY: down.y - corner.y,
  }
}
