/** An exact number: decimals of tables are added and divided without a binary rounding. */
export type Fraction = { readonly over: bigint; readonly under: bigint }

/** Of "1,234.5" or "-.5"; undefined for what is no plain decimal number. */
export function parseFraction(text: string): Fraction | undefined {
  const plain = text.replace(/[−–]/g, '-').replace(/,(?=\d{3}(?!\d))/g, '')
  const match = /^([-+]?)(\d{0,30})(?:\.(\d{1,30}))?$/.exec(plain)
  const [, sign = '', whole = '', decimals = ''] = match ?? []
  if (!match || whole + decimals === '') return undefined
  const over = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n)
  return createFraction(over, 10n ** BigInt(decimals.length))
}

/** `under` is not 0. */
export function createFraction(over: bigint, under: bigint): Fraction {
  const divisor = greatestDivisor(over < 0n ? -over : over, under < 0n ? -under : under)
  const sign = under < 0n ? -1n : 1n
  return divisor === 0n
    ? { over: 0n, under: 1n }
    : { over: (sign * over) / divisor, under: (sign * under) / divisor }
}

export function add(a: Fraction, b: Fraction): Fraction {
  return createFraction(a.over * b.under + b.over * a.under, a.under * b.under)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { over: -b.over, under: b.under })
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return createFraction(a.over * b.over, a.under * b.under)
}

/** Undefined where `b` is 0. */
export function divide(a: Fraction, b: Fraction): Fraction | undefined {
  return b.over === 0n ? undefined : createFraction(a.over * b.under, a.under * b.over)
}

/** Less than 0 where `a` is smaller. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** With exactly so many decimals; halves go away from zero. */
export function toDecimal({ over, under }: Fraction, decimals: number): string {
  const scaled = (over < 0n ? -over : over) * 10n ** BigInt(decimals)
  const rounded = ((scaled * 2n + under) / (under * 2n)).toString().padStart(decimals + 1, '0')
  const cut = rounded.length - decimals
  const shown = decimals === 0 ? rounded : `${rounded.slice(0, cut)}.${rounded.slice(cut)}`
  return over < 0n && /[1-9]/.test(shown) ? `-${shown}` : shown
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b)
}
