/**
 * The Unicode character of a code in one of the fonts that Word uses for symbols; '' when it has
 * none here. Codes come plain or in Word's private area F000–F0FF (ECMA-376 part 1 §17.3.3.30).
 */
export function symbolCharacter(font: string, code: number): string {
  if (!Number.isInteger(code) || code < 0x20 || code > 0xffff) return ''
  const byte = code >= 0xf000 && code <= 0xf0ff ? code & 0xff : code
  const name = font.toLowerCase()
  if (name === 'symbol') return fromSymbolFont(byte)
  if (name === 'wingdings') return wingdings.get(byte) ?? ''
  if (name === 'wingdings 2') return wingdings2.get(byte) ?? ''
  return isPrivateOrSurrogate(byte) ? '' : String.fromCharCode(byte)
}

/** Text in which characters of Word's private area are replaced; `fallback` stands for unknown ones. */
export function foldSymbols(text: string, font: string, fallback: string): string {
  return text.replace(
    /[\uF000-\uF0FF]/g,
    (character) => symbolCharacter(font, character.charCodeAt(0)) || fallback,
  )
}

function isPrivateOrSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xf8ff
}

function fromSymbolFont(code: number): string {
  if (code < 0xa0) return symbolLower[code - 0x20] ?? ''
  return symbolUpper[code - 0xa0]?.trim() ?? ''
}

/** Adobe's Symbol encoding from 20 to 7E. */
const symbolLower = Array.from(
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼',
)

/** The same from A0 to FE; F0 is not assigned. */
const symbolUpper = Array.from(
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭',
)

const wingdings: ReadonlyMap<number, string> = new Map([
  [0x4a, '☺'],
  [0x4c, '☹'],
  [0x6c, '●'],
  [0x6e, '■'],
  [0x6f, '□'],
  [0x71, '❑'],
  [0x72, '❒'],
  [0x75, '◆'],
  [0x76, '❖'],
  [0x9e, '·'],
  [0x9f, '•'],
  [0xa7, '▪'],
  [0xa8, '□'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe1, '↑'],
  [0xe2, '↓'],
  [0xe8, '➔'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
])

const wingdings2: ReadonlyMap<number, string> = new Map([
  [0x4f, '✗'],
  [0x50, '✓'],
  [0x52, '☑'],
  [0x53, '☒'],
  [0x54, '☒'],
  [0xa3, '□'],
])
