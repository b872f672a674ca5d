import { symbolCharacter } from './docx-symbols.ts'

/** Presentation forms that stand for several letters (Unicode chart FB00). */
const ligatures: Readonly<Record<string, string>> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'st',
  '\uFB06': 'st',
}

/** PDFium gives this in place of the hyphen at which a word was broken. */
const brokenWordHyphen = 0x02

/**
 * The text of one character code as PDFium gives it: '' for what may not stand in a text (controls,
 * soft hyphens, lone surrogates, noncharacters, private codes without a known meaning).
 */
export function characterText(code: number, fontName: string): string {
  if (code > 0x20 && code < 0x7f) return String.fromCharCode(code)
  if (code === brokenWordHyphen) return '-'
  if (isWhiteSpace(code)) return ' '
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return ''
  if (code === 0xad) return '\u00AD'
  if (code >= 0xf000 && code <= 0xf0ff) return symbolCharacter(symbolFont(fontName), code)
  if (isNotText(code)) return ''
  const character = String.fromCodePoint(code)
  return ligatures[character] ?? character
}

function isWhiteSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

function isNotText(code: number): boolean {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xf8ff)) return true
  if (code >= 0xf0000 || (code & 0xfffe) === 0xfffe) return true
  return (
    code === 0xfffd ||
    code === 0xfeff ||
    (code >= 0x200e && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e)
  )
}

/** "HEKFMI+SymbolMT" → "symbol", as Word's names for the same fonts. */
function symbolFont(fontName: string): string {
  const name = fontName.replace(/^[A-Z]{6}\+/, '').toLowerCase()
  if (name.startsWith('wingdings2') || name.startsWith('wingdings 2')) return 'wingdings 2'
  if (name.startsWith('wingdings')) return 'wingdings'
  return name.includes('symbol') ? 'symbol' : 'wingdings'
}
