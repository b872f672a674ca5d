/**
 * Whether a text between blanks could be a word of some language; undefined where it does not tell:
 * numbers, punctuation, one or two letters. A single word proves little: look at many.
 */
export function isPlausible(text: string): boolean | undefined {
  const core = text.replace(outerMarks, '')
  if (/[\p{Cn}\p{Co}\p{Cc}]/u.test(text) || isSuspicious(text)) return false
  if (isSymbolSoup(core)) return false
  if (core === '') return text.length < 3 || /^[-–—.…_*•=~·]+$/u.test(text) ? undefined : false
  if (!/\p{L}/u.test(core)) return undefined
  if (rareLetters.test(core) || innerSymbol.test(core) || digitFirst.test(core)) return false
  if (twoByteCyrillic.test(core)) return false
  const parts = core.split(/[^\p{L}\p{M}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== '')
  const told = parts.map(isPlausiblePart).filter((one) => one !== undefined)
  return told.length === 0 ? undefined : told.every((one) => one)
}

/** Capitals and digits of a font for Windows that is counted by glyphs: "5(&20('$&,Ï1". */
function isSymbolSoup(core: string): boolean {
  const symbols = core.match(/["#$%&'(),;<=>?[\\\]^{|}~]/g) ?? []
  const letters = core.match(/\p{L}/gu) ?? []
  return symbols.length > 2 && symbols.length >= letters.length && new Set(symbols).size > 1
}

/** True for what no text has whatever its font says: unassigned characters, signs or scripts mixed in a word. */
export function isSuspicious(text: string): boolean {
  // asked of every word: nearly all are plain
  if (plain.test(text)) return false
  if (/\p{Cn}/u.test(text)) return true
  if (/[\p{L}¡-¿][¡-©«-¯´¶-¸»-¿]{1,}[\p{L}¡-¿]/u.test(text) && !/^\p{N}/u.test(text)) return true
  return countScripts(text) > 1
}

const plain = /^[\u0020-\u007E\u00C0-\u024F\u2010-\u2026]*$/
const outerMarks = /^[^\p{L}\p{Nd}]+|[^\p{L}\p{M}\p{Nd}]+$/gu

/** Of phonetics and of languages that few write; Romanian, Turkish and Vietnamese ones are none. */
const rareLetters =
  /[\u0180-\u019F\u01A2-\u01AE\u01B1-\u01CC\u01DD-\u0217\u021C-\u02AF\u0370-\u0377\u03CF-\u03FF]/
const innerSymbol = /\p{L}["#$%(;<=>?[\\\]^`{|}~]+\p{L}/u
/** Capitals of fonts for Windows that are counted by glyphs: "9ROXPHV". */
const digitFirst = /^\d+\p{L}{4,}/u
/** Cyrillic in UTF-8 that was taken for UTF-16. */
const twoByteCyrillic = /^[\uD080-\uD1BF]{2,}$/

const caseless = /^[^\p{Lu}\p{Ll}]+$/u
const cased = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u
const vowel = /[aeiouyæøœıəαεηιουωаеёиоуыэюяіїєў]/
const consonants = /[^aeiouyæøœıəαεηιουωаеёиоуыэюяіїєў]{6,}/

/** A run of letters: its capitals stand in front or everywhere, and it can be spoken. */
function isPlausiblePart(part: string): boolean | undefined {
  if (caseless.test(part)) return part.length > 1 ? true : undefined
  if (part.length < 3) return undefined
  const letters = part.normalize('NFD').replace(/\p{M}/gu, '')
  if (!cased.test(letters)) return false
  const lower = letters.toLowerCase()
  if (lower.length < 4) return undefined
  return vowel.test(lower) && !consonants.test(lower)
}

/** Kana and Chinese characters are one script, and Greek letters stand in Latin words as signs. */
const scripts = [
  /[\p{Script=Latin}\p{Script=Greek}]/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}]/u,
  /[\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u,
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u,
  /\p{Script=Hangul}/u,
  /[\p{Script=Thaana}\p{Script=Nko}\p{Script=Syriac}]/u,
]

function countScripts(text: string): number {
  return scripts.filter((script) => script.test(text)).length
}
