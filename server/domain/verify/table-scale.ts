import { currencySigns } from '../../../shared/text/currencies.ts'

/**
 * In what a table counts, as a power of ten: 6 for "(in millions)", "€m", "$M". The heads of a value
 * say it, else what the table stands below; 0 where neither does, or where the value is a rate.
 */
export function readScale(heads: readonly string[], context: string): number {
  const own = heads.join(' | ')
  const told = findScale(own)
  if (told > 0 || rate.test(own)) return told
  return findScale(context)
}

/** What counts nothing is not counted in thousands. */
const rate = /%|\bper\b|\bpercent|\bratio\b|\brates?\b/i

function findScale(text: string): number {
  return scales.find(([, pattern]) => pattern.test(text))?.[0] ?? 0
}

const scales: readonly (readonly [number, RegExp])[] = [
  [9, new RegExp(`\\b(?:in|of) billions?\\b|${currencySigns}['’ ]?(?:billions?|bn)\\b`, 'iu')],
  [
    6,
    new RegExp(`\\b(?:in|of) millions?\\b|${currencySigns}['’ ]?(?:millions?|mn?)(?!\\p{L})`, 'iu'),
  ],
  [
    3,
    new RegExp(
      `\\b(?:in|of) thousands?\\b|${currencySigns}['’ ]?(?:thousands?|000|k\\b)|\\b(?:in )?['’]?000s\\b`,
      'iu',
    ),
  ],
  [6, /\((?:[^()]*\s)?millions?(?:\s[^()]*)?\)/i],
  [3, /\((?:[^()]*\s)?thousands?(?:\s[^()]*)?\)/i],
]
