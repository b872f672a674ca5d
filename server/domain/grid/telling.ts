import type { TextRange } from '../../../shared/text/range.ts'
import { findCellAt, type Grid, type Place } from './read-grid.ts'
import type { Said } from './said.ts'

/** What a sentence says of cells, whatever they hold. */
export type Telling = {
  /** Of the cells that bear it out or don't, those that decide first. */
  readonly places: readonly Place[]
  /** The words that say it, beside names and numbers. */
  readonly consumed: readonly TextRange[]
  readonly holds: boolean
  /** Behind the values, for the reader: "74 - 45 = 29". */
  readonly computed: string
}

/** Reads what a sentence says in one way; none where it does not speak that way. */
export type Tell = (said: Said) => readonly Telling[]

export function valueAt(grid: Grid, place: Place): number | undefined {
  const cell = findCellAt(grid, place)
  return cell === undefined || cell.comparator !== '' ? undefined : cell.value
}

/** "Geriatrics, Falls: 74; Neurology, Falls: 45; 74 - 45 = 29." */
export function describeTelling({ grid }: Said, { places, computed }: Telling): string {
  const told = places.flatMap((place) => {
    const cell = findCellAt(grid, place)
    const { rowPath = [], columnPath = [] } = cell?.reference ?? {}
    const name = [...rowPath, ...columnPath].map((one) => one.replace(/\s+/g, ' ')).join(', ')
    return cell ? [`${name}: ${cell.words}`] : []
  })
  return `${[...new Set(told), ...(computed === '' ? [] : [computed])].join('; ')}.`
}

export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return Array.from(text.matchAll(pattern))
}

export function rangeOf(match: RegExpMatchArray): TextRange {
  const start = match.index ?? 0
  return { start, end: start + match[0].length }
}

/** As it is written in a computation: not "0.30000000000000004". */
export function writeNumber(value: number): string {
  return String(Number(value.toFixed(6)))
}
