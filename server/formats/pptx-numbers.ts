import { formatNumber } from './docx-number-formats.ts'
import type { XmlElement } from './xml.ts'

/** The number of the next paragraph of a shape; undefined where it has none. `numbered` is its a:buAutoNum. */
export type NumberCounter = (level: number, numbered: XmlElement | undefined) => string | undefined

/**
 * Counts as PowerPoint does: a paragraph of the same level without a number, or with another kind
 * of number or start, begins anew; deeper ones between do not (ECMA-376 part 1 §21.1.2.4.1).
 */
export function createNumberCounter(): NumberCounter {
  const open: ({ readonly key: string; count: number } | undefined)[] = []
  return (level, numbered) => {
    open.length = Math.min(open.length, level + 1)
    if (!numbered) {
      open[level] = undefined
      return undefined
    }
    const { type = 'arabicPeriod', startAt = '1' } = numbered.attributes
    const key = `${type} ${startAt}`
    const before = open[level]
    const count = before?.key === key ? before.count + 1 : Number(startAt) || 1
    open[level] = { key, count }
    return writeNumber(count, type)
  }
}

/** "alphaLcParenR": how the number is written, and what stands around it (§20.1.10.61). */
function writeNumber(count: number, type: string): string {
  const [, kind = 'arabic', around = 'Period'] =
    /^(.*?)(Period|ParenBoth|ParenR|Plain)$/.exec(type) ?? []
  const number = formatNumber(count, formats.get(kind) ?? 'decimal')
  if (around === 'ParenBoth') return `(${number})`
  if (around === 'ParenR') return `${number})`
  return around === 'Plain' ? number : `${number}.`
}

const formats: ReadonlyMap<string, string> = new Map([
  ['alphaLc', 'lowerLetter'],
  ['alphaUc', 'upperLetter'],
  ['romanLc', 'lowerRoman'],
  ['romanUc', 'upperRoman'],
])
