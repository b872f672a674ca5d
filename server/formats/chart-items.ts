import { createTable, type PlainRow } from './content-item.ts'
import type { ContentItem } from './docx-sections.ts'
import {
  childElements,
  descendants,
  findChild,
  findPath,
  textContent,
  type XmlElement,
} from './xml.ts'

/**
 * A chart as the table of its cached values: a row a category, a column a series, its title as
 * caption, the titles of its value axes as notes. `root` is c:chartSpace (ECMA-376 part 1 §21.2).
 * Series whose categories differ are tables of their own. Without values it gives nothing.
 */
export function readChart(root: XmlElement): ContentItem[] {
  const chart = findChild(root, 'c:chart')
  const area = chart && findChild(chart, 'c:plotArea')
  if (!chart || !area) return []
  const title = readTitle(chart)
  const corner = [...descendants(area, 'c:catAx'), ...descendants(area, 'c:dateAx')].map(readTitle)
  const notes = childElements(area, 'c:valAx')
    .map(readTitle)
    .filter((words) => words !== '')
  const caption = { label: '', number: '', title, population: '' }
  const lines = title === '' ? [] : [title]
  return groupSeries(area).map((group) => ({
    ...createTable(toRows(group, corner.find((words) => words !== '') ?? '')),
    isChart: true,
    // a chart without words of its own may have a caption in the text
    ...(lines.length + notes.length > 0 && { margin: { caption, lines, notes } }),
  }))
}

type Series = {
  readonly name: string
  readonly categories: readonly string[]
  readonly values: readonly string[]
}

/** Series that share their categories stand in one table. */
function groupSeries(area: XmlElement): Series[][] {
  const groups = new Map<string, Series[]>()
  for (const plot of childElements(area)) {
    for (const series of childElements(plot, 'c:ser').map(readSeries)) {
      if (series.values.every((value) => value === '')) continue
      const key = JSON.stringify(series.categories)
      groups.set(key, [...(groups.get(key) ?? []), series])
    }
  }
  return [...groups.values()]
}

function readSeries(series: XmlElement): Series {
  const name = findChild(series, 'c:tx')
  const categories = findChild(series, 'c:cat') ?? findChild(series, 'c:xVal')
  const values = findChild(series, 'c:val') ?? findChild(series, 'c:yVal')
  return {
    name: name ? descendants(name, 'c:v').map(textContent).join(' ') : '',
    categories: categories ? readCategories(categories) : [],
    values: values ? readPoints(values) : [],
  }
}

function toRows(group: readonly Series[], corner: string): PlainRow[] {
  const categories = group[0]?.categories ?? []
  const length = Math.max(categories.length, ...group.map(({ values }) => values.length))
  const head = [corner, ...group.map(({ name }) => name)].map((text) => ({ text }))
  const rows = Array.from({ length }, (_, at) => ({
    cells: [categories, ...group.map(({ values }) => values)].map((one) => ({
      text: one[at] ?? '',
    })),
  }))
  return [{ cells: head, isHeader: true }, ...rows]
}

/** Levels of categories stand from the innermost to the outermost; an outer one goes on over points without it. */
function readCategories(source: XmlElement): string[] {
  const levels = descendants(source, 'c:lvl').map((level) => fillPoints(level, true))
  if (levels.length === 0) return readPoints(source)
  const outer = levels.slice(1).map(carryOn).reverse()
  return (levels[0] ?? []).map((words, at) =>
    [...outer.map((level) => level[at] ?? ''), words].filter((one) => one !== '').join(' '),
  )
}

function carryOn(level: readonly string[]): string[] {
  let last = ''
  return level.map((words) => (last = words === '' ? last : words))
}

const caches = ['c:strCache', 'c:numCache', 'c:strLit', 'c:numLit']

function readPoints(source: XmlElement): string[] {
  const cache = caches.flatMap((name) => descendants(source, name))[0]
  return cache ? fillPoints(cache, /^c:str/.test(cache.name)) : []
}

/** More points than any sheet has rows are a mistake or an attack. */
const maximumPoints = 1_048_576

/** Points name their place: what is missing between them is an empty cell. */
function fillPoints(cache: XmlElement, isText: boolean): string[] {
  const points: string[] = []
  for (const point of childElements(cache, 'c:pt')) {
    const at = Number(point.attributes['idx'])
    const value = findChild(point, 'c:v')
    if (!value || !(at >= 0 && at < maximumPoints) || at > points.length + maximumGap) continue
    while (points.length < at) points.push('')
    points[at] = isText ? textContent(value) : writeNumber(textContent(value))
  }
  return points
}

/** A place far behind the last one would make cells out of nothing. */
const maximumGap = 10_000

/** Excel shows 15 digits of a number and stores 17: "4.2999999999999998" is 4.3. */
function writeNumber(stored: string): string {
  const number = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(number)) return stored
  return String(Number(number.toPrecision(15)))
}

function readTitle(holder: XmlElement): string {
  const words = findPath(holder, 'c:title', 'c:tx')
  if (!words) return ''
  const paragraphs = descendants(words, 'a:p')
  const texts = paragraphs.length > 0 ? paragraphs : descendants(words, 'c:v')
  return texts
    .map((one) =>
      one.name === 'a:p' ? descendants(one, 'a:t').map(textContent).join('') : textContent(one),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}
