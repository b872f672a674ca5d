import { foldSymbols } from './docx-symbols.ts'
import { formatNumber } from './docx-number-formats.ts'
import { findNumber, findToggle, findValue } from './docx-attributes.ts'
import { childElements, findChild, findPath, type XmlElement } from './xml.ts'

/** What stands before the words of a numbered paragraph; `marker` is '' where nothing does. */
export type ListMark = { readonly marker: string; readonly level: number }

/** Gives the mark of the next paragraph of a list; call it once a paragraph, in document order. */
export type ListCounter = (
  numberingId: string,
  level: number | undefined,
  styleId: string,
) => ListMark | undefined

/** `root` is w:numbering. Counts as Word does (ECMA-376 part 1 §17.9). */
export function createListCounter(root: XmlElement | undefined): ListCounter {
  const lists = readLists(root)
  const counts = new Map<string, Counts>()
  const started = new Set<string>()
  return (numberingId, level, styleId) => {
    const list = lists.get(numberingId)
    if (!list) return undefined
    const depth = clampLevel(level ?? findLevelOfStyle(list, styleId))
    const own: Counts = counts.get(list.abstractId) ?? []
    counts.set(list.abstractId, own)
    if (!started.has(numberingId)) restartOverridden(list, own)
    started.add(numberingId)
    countUp(list, own, depth)
    return { marker: formatMarker(list, own, depth), level: depth }
  }
}

/** The last number of each level; undefined where a level has not begun, or begins again. */
type Counts = (number | undefined)[]

type List = {
  /** Lists that share an abstract definition go on counting each other. */
  readonly abstractId: string
  readonly levels: ReadonlyMap<number, Level>
  /** Levels at which this list begins anew when it is first used. */
  readonly restarts: readonly number[]
}

type Level = {
  readonly start: number
  readonly format: string
  readonly text: string
  readonly font: string
  readonly isLegal: boolean
  /** The level counts again after one of this many upper levels; undefined means all of them. */
  readonly restartAfter: number | undefined
  readonly styleId: string
}

const levelCount = 9

function readLists(root: XmlElement | undefined): Map<string, List> {
  if (!root) return new Map()
  const abstracts = new Map(
    childElements(root, 'w:abstractNum').map((one) => [
      one.attributes['w:abstractNumId'] ?? '',
      one,
    ]),
  )
  const lists = new Map<string, List>()
  for (const instance of childElements(root, 'w:num')) {
    const abstract = findAbstract(instance, abstracts)
    if (!abstract) continue
    lists.set(instance.attributes['w:numId'] ?? '', readList(instance, abstract))
  }
  return lists
}

/** An abstract definition may only name a numbering style, which stands in another one (§17.9.21). */
function findAbstract(
  instance: XmlElement,
  abstracts: ReadonlyMap<string, XmlElement>,
): XmlElement | undefined {
  const abstract = abstracts.get(findValue(instance, 'w:abstractNumId') ?? '')
  const link = abstract && findValue(abstract, 'w:numStyleLink')
  if (link === undefined) return abstract
  return [...abstracts.values()].find((one) => findValue(one, 'w:styleLink') === link) ?? abstract
}

function readList(instance: XmlElement, abstract: XmlElement): List {
  const levels = readLevels(abstract)
  const restarts: number[] = []
  for (const override of childElements(instance, 'w:lvlOverride')) {
    const index = Number(override.attributes['w:ilvl'] ?? 0)
    const own = findChild(override, 'w:lvl')
    if (own) levels.set(index, readLevel(own))
    const start = findNumber(override, 'w:startOverride')
    const level = levels.get(index)
    if (start === undefined || !level) continue
    levels.set(index, { ...level, start })
    restarts.push(index)
  }
  return { abstractId: abstract.attributes['w:abstractNumId'] ?? '', levels, restarts }
}

function readLevels(abstract: XmlElement): Map<number, Level> {
  return new Map(
    childElements(abstract, 'w:lvl').map((level) => [
      Number(level.attributes['w:ilvl'] ?? 0),
      readLevel(level),
    ]),
  )
}

function readLevel(level: XmlElement): Level {
  const fonts = findPath(level, 'w:rPr', 'w:rFonts')?.attributes
  return {
    start: findNumber(level, 'w:start') ?? 0,
    format: findValue(level, 'w:numFmt') ?? 'decimal',
    text: findValue(level, 'w:lvlText') ?? '',
    font: fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'] ?? '',
    isLegal: findToggle(level, 'w:isLgl') ?? false,
    restartAfter: findNumber(level, 'w:lvlRestart'),
    styleId: findValue(level, 'w:pStyle') ?? '',
  }
}

/** A style that names a list without a level has the level that names the style (§17.9.23). */
function findLevelOfStyle(list: List, styleId: string): number {
  return [...list.levels].find(([, level]) => level.styleId === styleId)?.[0] ?? 0
}

function clampLevel(level: number): number {
  return Math.min(Math.max(level, 0), levelCount - 1)
}

function restartOverridden(list: List, counts: Counts): void {
  for (const level of list.restarts) counts.fill(undefined, level)
}

function countUp(list: List, counts: Counts, depth: number): void {
  const before = counts[depth]
  for (let upper = 0; upper < depth; upper += 1) counts[upper] ??= startOf(list, upper)
  counts[depth] = before === undefined ? startOf(list, depth) : before + 1
  for (let lower = depth + 1; lower < levelCount; lower += 1) {
    const after = list.levels.get(lower)?.restartAfter
    if (after === undefined || depth < after) counts[lower] = undefined
  }
}

function startOf(list: List, level: number): number {
  return list.levels.get(level)?.start ?? 1
}

function formatMarker(list: List, counts: Counts, depth: number): string {
  const level = list.levels.get(depth)
  if (!level) return ''
  if (level.format === 'bullet') return formatBullet(level)
  const isLegal = level.isLegal
  return level.text
    .replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const format = list.levels.get(index)?.format ?? 'decimal'
      const count = counts[index] ?? startOf(list, index)
      return formatNumber(count, isLegal && format !== 'decimalZero' ? 'decimal' : format)
    })
    .trim()
}

/** Bullets of unknown symbol fonts are shown as the common one. */
function formatBullet(level: Level): string {
  return foldSymbols(level.text, level.font, '•').trim()
}
