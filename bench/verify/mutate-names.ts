import { stem } from '../../shared/text/stem.ts'
import type { TextRange } from '../../shared/text/range.ts'
import type { ReportClaim } from './report-claims.ts'

/** One change of a text: what stands in the range becomes `to`. */
export type Change = { readonly range: TextRange; readonly to: string }

/** The name of a cited row becomes the one of another row, whose value is another. */
export function changeRow({ claim, evidence, rivals }: ReportClaim): readonly Change[] {
  return evidence.flatMap(({ cell }, index) => {
    const own = plainName(cell?.reference.rowPath.at(-1))
    const others = (rivals[index] ?? []).filter(
      ({ path }) => path.length === cell?.reference.rowPath.length,
    )
    return replaceName(
      claim.text,
      own,
      others.map(({ path }) => plainName(path.at(-1))),
    )
  })
}

/** The group that a cited row stands in, its parameter or visit, becomes another one of the table. */
export function changeGroup({ claim, evidence, rivals }: ReportClaim): readonly Change[] {
  return evidence.flatMap(({ cell }, index) => {
    const path = cell?.reference.rowPath ?? []
    return path.slice(0, -1).flatMap((name, level) => {
      const others = (rivals[index] ?? []).filter(
        (rival) => rival.path.length === path.length && rival.path.at(-1) === path.at(-1),
      )
      return replaceName(
        claim.text,
        plainName(name),
        others.map((rival) => plainName(rival.path[level])),
      )
    })
  })
}

/** Visits are numbered: another number is another visit. */
export function changeVisit({ claim }: ReportClaim): readonly Change[] {
  const numbered = [...claim.text.matchAll(/(?<=\b(?:week|visit|month|day)s? )\d+/gi)]
  return numbered.flatMap(({ 0: words, index }) =>
    ['8', '16', '24', '2'].flatMap((to) =>
      to === words ? [] : [{ range: { start: index, end: index + words.length }, to }],
    ),
  )
}

/** Who was looked at. */
export function changePopulation({ claim }: ReportClaim): readonly Change[] {
  return populations.flatMap(([from, to]) =>
    Array.from(
      claim.text.matchAll(new RegExp(`(?<![\\p{L}-])${from}(?![\\p{L}-])`, 'giu')),
      ({ 0: words, index }) => ({
        range: { start: index, end: index + words.length },
        to: /^\p{Lu}/u.test(words) ? to.charAt(0).toUpperCase() + to.slice(1) : to,
      }),
    ),
  )
}

const pairs = [
  ['men', 'women'],
  ['males?', 'female'],
  ['safety population', 'efficacy population'],
  ['intent-to-treat', 'per-protocol'],
  ['randomized', 'screened'],
  ['completed', 'discontinued'],
  ['(?<!serious )adverse events', 'serious adverse events'],
  ['serious adverse events', 'adverse events'],
  ['mild', 'severe'],
  ['moderate', 'severe'],
  ['severe', 'mild'],
  ['women', 'men'],
  ['females?', 'male'],
  ['efficacy population', 'safety population'],
  ['per-protocol', 'intent-to-treat'],
] as const
const populations: readonly (readonly [from: string, to: string])[] = pairs

/** Without marks, units and counts: "age" of "Age (years) [1]". */
function plainName(name: string | undefined): string {
  return (name ?? '')
    .replace(/\s*(?:\([^()]*\)|\[[^\]]*\])/g, '')
    .replace(/[:,.]+$/, '')
    .trim()
}

function replaceName(text: string, own: string, others: readonly string[]): readonly Change[] {
  if (!/\p{L}{3}/u.test(own)) return []
  const place = new RegExp(`(?<![\\p{L}-])${escape(own)}s?(?![\\p{L}-])`, 'iu').exec(text)
  if (!place) return []
  const range = { start: place.index, end: place.index + place[0].length }
  const isStart = /^\p{Lu}/u.test(place[0])
  return [...new Set(others)]
    .filter((other) => /\p{L}{3}/u.test(other) && !isSameName(own, other))
    .map((other) => ({ range, to: isStart ? other : lowerFirst(other) }))
}

function isSameName(one: string, other: string): boolean {
  const fold = (name: string): string =>
    (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem).join(' ')
  return fold(one) === fold(other)
}

function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

function escape(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
}
