import {
  areMarginNumbers,
  foldNumbers,
  mostCommonCount,
  numbersOf,
  type PagedText,
  type PrintedNumber,
} from './pdf-margin-numbers.ts'
import { isTableRow } from './pdf-margin-rows.ts'
import { median, type RuledLine } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'

/** A page's lines from top to bottom, before headers and footers are taken away. */
export type LinedPage = {
  readonly number: number
  readonly height: number
  readonly lines: readonly Line[]
  readonly ruledLines: readonly RuledLine[]
  /** Where these are turned, the upright lines: headers and footers may read so. */
  readonly upright?: Pick<LinedPage, 'height' | 'lines' | 'ruledLines'> | undefined
}

type MarginResult = {
  /** The lines that remain of each page, in the order of `pages`. */
  readonly bodies: readonly (readonly Line[])[]
  /** The lines taken away, upright ones of turned pages included. */
  readonly taken: ReadonlySet<Line>
  /** Their texts; of lines that differ in numbers only, the first. */
  readonly marginLines: readonly string[]
  /** The number that each page prints of itself; '' where it prints none. */
  readonly labels: readonly string[]
}

/** Shares of the page's height in which headers and footers stand. */
const headerZone = 0.18
const footerZone = 0.82
/** Lines looked at from each edge. */
const zoneDepth = 5
/** Points: lines of one header stand this near to the same height on every page. */
const slotTolerance = 2.5

/** What names a table or its population is never a running header, however often it stands there. */
const ownTitle = /^(population|table|listing|figure|template|ad hoc template)\b/i

/** Takes running headers, footers and page numbers away. */
export function splitMargins(pages: readonly LinedPage[]): MarginResult {
  const zones = pages.map((page) => [...findZones(page), ...findUprightZones(page)])
  const running = findRunning(zones.flat(), pages.length)
  const byPattern = zones.map((edges) => edges.flatMap((edge) => takeRunning(edge, running)))
  const slots = findSlots(byPattern.flat(), pages.length)
  const margins = zones.map((edges, index) => {
    const taken = new Set(byPattern[index])
    return edges.flatMap((edge) =>
      edge.filter((line) => taken.has(line) || isInSlot(line, edge, slots)),
    )
  })
  const taken = new Set(margins.flat().map((edge) => edge.line))
  const bodies = pages.map((page) => page.lines.filter((line) => !taken.has(line)))
  if (bodies.every((lines) => lines.length === 0)) return keepAll(pages)
  return {
    bodies,
    taken,
    marginLines: firstOfEachPattern(margins.flat()),
    labels: findLabels(margins),
  }
}

/** What has no other text is no margin. */
function keepAll(pages: readonly LinedPage[]): MarginResult {
  const bodies = pages.map((page) => page.lines)
  return { bodies, taken: new Set(), marginLines: [], labels: pages.map(() => '') }
}

type EdgeLine = {
  readonly line: Line
  readonly isTop: boolean
  readonly pageNumber: number
  /** Points from the page's own edge. */
  readonly distance: number
  readonly pattern: string
  /** Points to the next line towards the middle of the page. */
  readonly gap: number
}

/** From the edge inwards: the lines of the top, and those of the bottom. */
function findZones(page: LinedPage): EdgeLine[][] {
  const top = page.lines.filter((line) => line.baseline < headerZone * page.height)
  const bottom = page.lines.filter((line) => line.baseline > footerZone * page.height)
  const titleAt = top.findIndex((line) => ownTitle.test(line.text))
  const untilTitle = titleAt < 0 ? top : top.slice(0, titleAt)
  return [
    untilRow(untilTitle.slice(0, zoneDepth), true, page),
    untilRow(bottom.reverse().slice(0, zoneDepth), false, page),
  ]
}

/** What stands inside of a row of a table is no margin either. */
function untilRow(edge: readonly Line[], isTop: boolean, page: LinedPage): EdgeLine[] {
  const { lines, ruledLines, height } = page
  const isInZone = (y: number) => (isTop ? y < headerZone * height : y > footerZone * height)
  const rowAt = edge.findIndex((line) =>
    isTableRow({ lines, ruledLines, isInZone }, lines.indexOf(line), isTop ? 1 : -1),
  )
  const outer = rowAt < 0 ? edge : edge.slice(0, rowAt)
  return outer.map((line) => edgeLine(line, isTop, page))
}

function findUprightZones({ number, upright }: LinedPage): EdgeLine[][] {
  return upright ? findZones({ number, ...upright }) : []
}

function edgeLine(line: Line, isTop: boolean, page: LinedPage): EdgeLine {
  const index = page.lines.indexOf(line)
  const inner = page.lines[isTop ? index + 1 : index - 1]
  return {
    line,
    isTop,
    pageNumber: page.number,
    distance: isTop ? line.baseline : page.height - line.baseline,
    pattern: `${isTop ? 'top' : 'bottom'} ${foldNumbers(line.text)}`,
    gap: inner ? Math.abs(inner.baseline - line.baseline) : Infinity,
  }
}

function findRunning(edges: readonly EdgeLine[][], pageCount: number): Set<string> {
  const pagesOf = new Map<string, EdgeLine[]>()
  for (const edge of edges.flat()) {
    const seen = pagesOf.get(edge.pattern)
    if (seen) seen.push(edge)
    else pagesOf.set(edge.pattern, [edge])
  }
  const least =
    pageCount < 6 ? Math.max(2, Math.ceil(pageCount * 0.6)) : Math.max(3, pageCount * 0.35)
  const running = [...pagesOf].filter(([pattern, seen]) => {
    const count = new Set(seen.map((edge) => edge.pageNumber)).size
    if (runsLocally(seen)) return true
    if (!areMarginNumbers(seen.map(toPagedText))) return false
    if (count < least || (isOnlyNumber(pattern) && !countsPages(seen))) return false
    return median(seen.map((edge) => edge.gap / edge.line.size)) > 1.5 || isTwoSided(seen)
  })
  return new Set(running.map(([pattern]) => pattern))
}

function toPagedText({ pageNumber, line }: EdgeLine): PagedText {
  return { pageNumber, text: line.text }
}

/** The first words of a part's pages, apart from the text and at one height, on so many in a row. */
const fewestInRow = 5

function runsLocally(edges: readonly EdgeLine[]): boolean {
  let inRow = 0
  return edges.some((edge, index) => {
    const before = edges[index - 1]
    const isNext =
      before?.pageNumber === edge.pageNumber - 1 &&
      before.line.text === edge.line.text &&
      isSameSlot(before, edge)
    inRow = edge.gap > 1.8 * edge.line.size ? (isNext ? inRow + 1 : 1) : 0
    return inRow >= fewestInRow
  })
}

/** Parted words at both ends of a line, or "page": what text never repeats. */
function isTwoSided(edges: readonly EdgeLine[]): boolean {
  return edges.every(({ line }) => line.pieces.length > 1 || /\bpage\b/i.test(line.text))
}

function isOnlyNumber(pattern: string): boolean {
  return /^(top|bottom) [^\p{L}]*$/u.test(pattern)
}

/** True when the number grows with the page on most of them. */
function countsPages(edges: readonly EdgeLine[]): boolean {
  return (
    mostCommonCount(
      edges.map((edge) => (numbersOf(edge.line.text)[0]?.value ?? NaN) - edge.pageNumber),
    ) *
      5 >=
    edges.length * 4
  )
}

/** What stands outside of a running line belongs to the margin as well. */
function takeRunning(edge: readonly EdgeLine[], running: ReadonlySet<string>): EdgeLine[] {
  return edge.slice(0, edge.findLastIndex((line) => running.has(line.pattern)) + 1)
}

/** Heights at which most pages have a header or footer, as "top 37" and "bottom 39". */
type Slots = readonly { readonly isTop: boolean; readonly distance: number }[]

function findSlots(margins: readonly EdgeLine[], pageCount: number): Slots {
  return margins
    .filter((edge, index) => margins.findIndex((other) => isSameSlot(edge, other)) === index)
    .filter((edge) => margins.filter((other) => isSameSlot(edge, other)).length >= pageCount * 0.4)
}

function isSameSlot(a: Slots[number], b: Slots[number]): boolean {
  return a.isTop === b.isTop && Math.abs(a.distance - b.distance) <= slotTolerance
}

/** A line of other words where most pages have their footer, or with a page number, well apart from the text. */
function isInSlot(edge: EdgeLine, edges: readonly EdgeLine[], slots: Slots): boolean {
  if (edges[0] !== edge || edge.gap < 2 * edge.line.size) return false
  if (slots.some((slot) => isSameSlot(slot, edge))) return true
  const isFarAway = edge.gap > 6 * edge.line.size && loneNumber([edge]) !== ''
  return isFarAway && slots.some((slot) => slot.isTop === edge.isTop)
}

function firstOfEachPattern(margins: readonly EdgeLine[]): string[] {
  const first = new Map<string, string>()
  for (const edge of margins) if (!first.has(edge.pattern)) first.set(edge.pattern, edge.line.text)
  return [...new Set(first.values())]
}

/** The numbers that grow with the page; a number that stands alone elsewhere is one, too. */
function findLabels(margins: readonly EdgeLine[][]): string[] {
  const series = new Map<string, { page: number; number: PrintedNumber }[]>()
  for (const edge of margins.flat()) {
    numbersOf(edge.line.text).forEach((number, index) => {
      const key = `${edge.pattern} ${index}`
      const entry = { page: edge.pageNumber, number }
      const entries = series.get(key)
      if (entries) entries.push(entry)
      else series.set(key, [entry])
    })
  }
  const counting = [...series.values()]
    .filter((entries) => entries.length >= 2 && countsWell(entries))
    .sort((a, b) => b.length - a.length)
  const labels = new Map<number, string>()
  for (const entry of counting.flat()) {
    if (!labels.has(entry.page)) labels.set(entry.page, entry.number.text)
  }
  return margins.map((edges) => {
    const page = edges[0]?.pageNumber
    return (page !== undefined && labels.get(page)) || loneNumber(edges)
  })
}

function countsWell(entries: readonly { page: number; number: PrintedNumber }[]): boolean {
  const steady = mostCommonCount(entries.map((entry) => entry.number.value - entry.page))
  return steady >= 2 && steady * 5 >= entries.length * 3
}

/** "- 416 -" as a piece of its own. */
function loneNumber(edges: readonly EdgeLine[]): string {
  for (const edge of edges) {
    for (const piece of edge.line.pieces) {
      const number = /^(?:page\s*)?[-–—]?\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—]?$/i.exec(piece.text)?.[1]
      if (number) return number
    }
  }
  return ''
}
