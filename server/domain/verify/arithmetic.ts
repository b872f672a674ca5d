/** How a number follows from others; the words are for the reader. */
export type Calculation = { readonly how: string; readonly value: number }

/** Ways that few numbers make another one; which of them a claim means, its words tell. */
export type Way = 'sum' | 'difference' | 'percent' | 'change' | 'average' | 'ratio' | 'count'

/** The ways that a claim's words allow; none where it speaks of no calculation. */
export function listWays(text: string): readonly Way[] {
  return ways.filter(([, words]) => words.test(text)).map(([way]) => way)
}

const ways: readonly (readonly [Way, RegExp])[] = [
  [
    'change',
    /\bpercent(?:age)? (?:change|increase|decrease)|\bchange[ds]? (?:by )?[-\d.]+ ?%|\b(?:increase|decrease|growth)[ds]? (?:in |of |by )?.*%|\bgrowth rate\b/i,
  ],
  [
    'difference',
    /\bdifference|\bchange|\bincrease|\bdecrease|\bmore than\b|\bless than\b|\bfewer than\b|\bexceed|\bnet\b|\bhow much (?:more|less|higher|lower)/i,
  ],
  ['average', /\baverage|\bmean\b/i],
  ['ratio', /\bratio\b|\bper\b|\bproportion\b|\btimes\b/i],
  ['percent', /%|\bpercent|\bproportion\b|\bshare\b/i],
  ['sum', /\btotal|\bsum\b|\btogether\b|\bcombined\b|\boverall\b|\ball\b/i],
  ['count', /\bhow many\b|\bnumber of\b|\bcount\b/i],
]

/**
 * The calculation over all of `values`, in their order, that gives `target` as it is rounded: "65.5"
 * stands for all from 65.45 to 65.55. Two values for differences, changes and shares; more are summed.
 */
export function findCalculation(
  target: string,
  values: readonly number[],
  allowed: readonly Way[],
): Calculation | undefined {
  const tolerance = 0.5000001 * 10 ** -(target.split('.')[1]?.length ?? 0)
  const wanted = Number(target)
  return allowed
    .flatMap((way) => calculate(way, values))
    .find(({ value }) => Number.isFinite(value) && Math.abs(value - wanted) <= tolerance)
}

function calculate(way: Way, values: readonly number[]): readonly Calculation[] {
  const [a = NaN, b = NaN] = values
  const total = values.reduce((sum, value) => sum + value, 0)
  const isPair = values.length === 2
  switch (way) {
    case 'sum':
      return values.length > 1 ? [{ how: values.join(' + '), value: total }] : []
    case 'average':
      return [{ how: `(${values.join(' + ')}) / ${values.length}`, value: total / values.length }]
    case 'difference':
      return isPair
        ? [
            { how: `${a} - ${b}`, value: a - b },
            { how: `${b} - ${a}`, value: b - a },
          ]
        : []
    case 'percent':
      return listShares(values)
    case 'change':
      return isPair
        ? [
            { how: `(${a} - ${b}) / ${b}`, value: ((a - b) / b) * 100 },
            { how: `(${b} - ${a}) / ${a}`, value: ((b - a) / a) * 100 },
          ]
        : []
    case 'ratio':
      return isPair
        ? [
            { how: `${a} / ${b}`, value: a / b },
            { how: `${b} / ${a}`, value: b / a },
          ]
        : []
    case 'count':
      return [{ how: `${values.length} rows`, value: values.length }]
  }
}

/** The first half of the values over the second: of two, of four … */
function listShares(values: readonly number[]): readonly Calculation[] {
  const half = values.length / 2
  if (!Number.isInteger(half) || half === 0) return []
  const sum = (some: readonly number[]): number => some.reduce((total, value) => total + value, 0)
  const [first, second] = [sum(values.slice(0, half)), sum(values.slice(half))]
  return [
    { how: `${first} / ${second}`, value: (first / second) * 100 },
    { how: `${second} / ${first}`, value: (second / first) * 100 },
  ]
}
