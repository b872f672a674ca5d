/** "eighty-six" of 86; for whole numbers from 0 to 999,999. */
export function spellNumber(value: number): string {
  if (value >= 1000) {
    const rest = value % 1000
    const thousands = `${spellNumber(Math.floor(value / 1000))} thousand`
    return rest === 0 ? thousands : `${thousands} ${spellNumber(rest)}`
  }
  if (value >= 100) {
    const rest = value % 100
    const hundreds = `${small[Math.floor(value / 100)]} hundred`
    return rest === 0 ? hundreds : `${hundreds} ${spellNumber(rest)}`
  }
  if (value < small.length) return small[value] ?? ''
  const unit = value % 10
  const ten = tens[Math.floor(value / 10)] ?? ''
  return unit === 0 ? ten : `${ten}-${small[unit]}`
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
