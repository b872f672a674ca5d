/** "4860.00" and "12480.50" make "17,340.50": exact, with as many decimals as the longest has. */
export function sumDecimals(values: readonly string[]): string {
  const decimals = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0))
  const sum = values.reduce((all, value) => all + toUnits(value, decimals), 0n)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(?:\d{3})+$)/g, ',')
  const rest = decimals > 0 ? `.${digits.slice(-decimals)}` : ''
  return `${sum < 0n ? '-' : ''}${whole}${rest}`
}

function toUnits(value: string, decimals: number): bigint {
  const [whole = '0', rest = ''] = value.replace('-', '').split('.')
  const units = BigInt(whole + rest.padEnd(decimals, '0'))
  return value.startsWith('-') ? -units : units
}
