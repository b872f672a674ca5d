/** Text that stands above or below the line of the words in front of it. */
type ScriptText = {
  readonly text: string
  readonly isRaised: boolean
  /** False where it stands a little off what is before it. */
  readonly isTouching: boolean
  /** What is on the line before and behind it; '' for nothing. */
  readonly before: string
  readonly after: string
}

/**
 * What is written for raised or lowered text, behind `before`. Raised digits and signs become Unicode
 * superscripts, in a power ("cm²", "x 10³") and as the mark of a note ("patients¹", "patientsᵃ"). Behind a value
 * all but a power stands after a blank ("8.2 ¹", "8.2 ᵃ"): glued on it would make another number.
 */
export function writeScript(script: ScriptText): string {
  const { text, isRaised, isTouching, before, after } = script
  if (text.trim() === '' || before === '' || /\s$/.test(before)) return text
  const plain = isTouching ? text : ` ${text}`
  if (!isRaised) return isNumber(before) && /^\d/.test(text) ? ` ${text}` : plain
  if (/^[oº0]$/.test(text) && isNumber(before) && /^\s?[CF]\b/.test(after)) return '°'
  if (!marks.test(text) || isOrdinal(script)) return plain
  if (isPower(script)) return raise(text)
  if (isValue(before)) return ` ${raise(text)}`
  if (!isTouching) return plain
  return /\p{L}/u.test(text) && !isLetterMark(script) ? plain : raise(text)
}

/** Small letters behind a word are its mark, as digits are; of capitals and short words they are a part. */
function isLetterMark({ text, before }: ScriptText): boolean {
  return /^[a-z](?:,\s?[a-z])*$/.test(text) && /\p{Ll}{2}[)\]]?$/u.test(before)
}

/** Digits with signs, several of them, or letters that mark a note: "2", "-3", "2+", "1,3", "a". */
const marks = /^(?:[+−–-]?\d{1,3}(?:[,–-]\s?\d{1,3})*[+−–-]?|[+−–-]|\p{L}{1,2}(?:,\s?\p{L})*)$/u

function raise(text: string): string {
  return Array.from(text, (character) => raisedOf.get(character) ?? character).join('')
}

const baseForms = '0123456789+-−–abcdefghijklmnoprstuvwxyz'
const raisedForms = Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ')
const raisedOf = new Map(
  Array.from(baseForms, (character, index) => [character, raisedForms[index]!]),
)

/** True for the 2 of "cm²" and the 3 of "10³", which mark no note. */
export function isPower({
  text,
  before,
  after,
}: Pick<ScriptText, 'text' | 'before' | 'after'>): boolean {
  const isNegative = /^[−–-]\d{1,2}$/.test(text)
  if (!isNegative && !/^\d{1,2}$/.test(text)) return false
  if (timesTen.test(before)) return true
  if (/(?:^|[\s([])10$/.test(before)) return isNegative || /^\s?\/\s?\p{L}/u.test(after)
  return unit.test(before) && (isNegative || (/^[23]$/.test(text) && length.test(before)))
}

const timesTen = /(?:^|[\s\d).])[x×*·⋅∙]\s?10$/i
/** A unit behind a number, or behind another unit: "50 cm", "5 mg/kg". */
const unit = /(?:\d\s?|[/·⋅.]\s?)\p{L}{1,3}$/u
const length = /(?:^|[^\p{L}])(?:[kcdmµμn]?m|ft|in)$/u

function isOrdinal({ text, before }: ScriptText): boolean {
  return /^(?:st|nd|rd|th)$/.test(text) && isNumber(before)
}

function isValue(before: string): boolean {
  return isNumber(before) || /\d\s?\p{L}{1,3}$/u.test(before)
}

/** A digit with no letter behind it: "8.2", "8 (9%)". */
function isNumber(before: string): boolean {
  return /\d[^\p{L}\s]*$/u.test(before)
}
