import type { TextRange } from '../../shared/text/range.ts'

/** The words that only one of two texts has, as ranges of each; neighbours are one range. */
export function markDifference(
  a: string,
  b: string,
): { readonly a: readonly TextRange[]; readonly b: readonly TextRange[] } {
  const [first, second] = [listWords(a), listWords(b)]
  const common = findCommon(
    first.map((range) => slice(a, range)),
    second.map((range) => slice(b, range)),
  )
  return {
    a: joinRanges(
      a,
      first.filter((_, index) => !common.some(([at]) => at === index)),
    ),
    b: joinRanges(
      b,
      second.filter((_, index) => !common.some(([, at]) => at === index)),
    ),
  }
}

/** Pairs of indexes of a longest common subsequence; quadratic in the words of a sentence. */
function findCommon(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  )
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Words and numbers whole, marks by themselves. */
function listWords(text: string): TextRange[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[.,:/'’-][\p{L}\p{N}]+)*|\S/gu)].map(
    ({ 0: word, index }) => ({ start: index, end: index + word.length }),
  )
}

function joinRanges(text: string, ranges: readonly TextRange[]): TextRange[] {
  return ranges.reduce<TextRange[]>((joined, range) => {
    const last = joined.at(-1)
    const isNext = last && text.slice(last.end, range.start).trim() === ''
    return isNext
      ? [...joined.slice(0, -1), { start: last.start, end: range.end }]
      : [...joined, range]
  }, [])
}

function slice(text: string, { start, end }: TextRange): string {
  return text.slice(start, end)
}
