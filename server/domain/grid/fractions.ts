import { readNumberWords } from '../../../shared/text/number-words.ts'
import type { Hedge, Value } from './read-values.ts'

const hedge =
  '(?:(about|around|approximately|roughly)|(nearly|almost|just under)|(just over|slightly more than|a little over|slightly over)|(more than|over)|(less than|fewer than|under))\\s+'
const fraction =
  '(?:(half)(?!-)|(?:a|one)\\s+(third|quarter|fifth|tenth)|(two|three|four)[ -](thirds|quarters|fifths)|(one|two|three|four|five|six|seven|eight|nine)\\s+(?:in|out of(?: every)?)\\s+(three|four|five|six|ten))'

const pattern = new RegExp(`\\b(?:${hedge})?${fraction}\\b`, 'gi')
const hedges: readonly Hedge[] = ['about', 'nearly', 'over', 'more', 'less']
const parts: Readonly<Record<string, number>> = { third: 3, quarter: 4, fifth: 5, tenth: 10 }

/** "About a quarter", "seven in ten", as percentages. */
export function readFractions(text: string): readonly Value[] {
  return Array.from(text.matchAll(pattern), (match): Value => {
    const at = [1, 2, 3, 4, 5].find((one) => match[one] !== undefined)
    const range = { start: match.index, end: match.index + match[0].length }
    return {
      range,
      whole: range,
      told: readShare(match) * 100,
      // a half is told of what rounds to it
      places: 0,
      scale: 1,
      currency: '',
      unit: '%',
      hedge: at === undefined ? 'exact' : (hedges[at - 1] ?? 'exact'),
      comparator: '',
      role: 'main',
      isNone: false,
      isFraction: true,
    }
  })
}

function readShare(match: RegExpExecArray): number {
  const [half, one, times, several, of, all] = match.slice(6).map((words) => words?.toLowerCase())
  if (half !== undefined) return 1 / 2
  if (one !== undefined) return 1 / (parts[one] ?? NaN)
  if (times !== undefined && several !== undefined)
    return (readNumberWords(times) ?? NaN) / (parts[several.slice(0, -1)] ?? NaN)
  const told = of === 'one' ? 1 : readNumberWords(of ?? '')
  return (told ?? NaN) / (readNumberWords(all ?? '') ?? NaN)
}
