import { wordsOfTens, wordsToNineteen } from '../../shared/text/number-words.ts'

/** "eighty-six" of 86; for whole numbers from 0 to 999,999. */
export function spellNumber(value: number): string {
  if (value >= 1000) {
    const rest = value % 1000
    const thousands = `${spellNumber(Math.floor(value / 1000))} thousand`
    return rest === 0 ? thousands : `${thousands} ${spellNumber(rest)}`
  }
  if (value >= 100) {
    const rest = value % 100
    const hundreds = `${wordsToNineteen[Math.floor(value / 100)]} hundred`
    return rest === 0 ? hundreds : `${hundreds} ${spellNumber(rest)}`
  }
  if (value < wordsToNineteen.length) return wordsToNineteen[value] ?? ''
  const unit = value % 10
  const ten = wordsOfTens[Math.floor(value / 10) - 2] ?? ''
  return unit === 0 ? ten : `${ten}-${wordsToNineteen[unit]}`
}
