import { symbolCharacter } from './docx-symbols.ts'

/** A font as the font table gives it. */
export type RtfFont = {
  readonly name: string
  /** \fcharset; undefined where it says none. */
  readonly charset: number | undefined
  /** \cpg, which goes before the charset. */
  readonly codePage: number | undefined
}

export type RtfDecoder = {
  /** `codePage` is the file's own (\ansicpg), for fonts that name no other. */
  readonly decode: (bytes: readonly number[], font: RtfFont | undefined, codePage: number) => string
  /** Code pages of which no character but ASCII could be read. */
  readonly unknown: ReadonlySet<number>
}

type Decoder = InstanceType<typeof TextDecoder>

export function createRtfDecoder(): RtfDecoder {
  const decoders = new Map<number, Decoder | undefined>()
  const unknown = new Set<number>()
  const findDecoder = (codePage: number) => {
    if (!decoders.has(codePage)) decoders.set(codePage, createDecoder(codePage))
    return decoders.get(codePage)
  }
  return {
    unknown,
    decode: (bytes, font, ofFile) => {
      if (font?.charset === symbolCharset) return decodeSymbols(bytes, font.name)
      if (bytes.every((byte) => byte < 0x80)) return toCharacters(bytes)
      const codePage = font?.codePage ?? codePageOf(font?.charset) ?? ofFile
      const decoder = findDecoder(codePage)
      if (decoder) return decoder.decode(Uint8Array.from(bytes))
      unknown.add(codePage)
      return toCharacters(bytes.map((byte) => (byte < 0x80 ? byte : 0xfffd)))
    },
  }
}

export const symbolCharset = 2

/** Code pages of \fcharset; 1 is the file's own. */
const codePages: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 1361],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
  [255, 850],
])

function codePageOf(charset: number | undefined): number | undefined {
  return charset === undefined ? undefined : codePages.get(charset)
}

/** Names of the Encoding Standard; it knows no DOS pages but 866. */
const labels: ReadonlyMap<number, string> = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
])

function createDecoder(codePage: number): Decoder | undefined {
  const isWindows = codePage >= 1250 && codePage <= 1258
  const label = isWindows ? `windows-${codePage}` : labels.get(codePage)
  return label === undefined ? undefined : new TextDecoder(label, { ignoreBOM: true })
}

function decodeSymbols(bytes: readonly number[], font: string): string {
  return bytes.map((byte) => symbolCharacter(font, byte) || '\uFFFD').join('')
}

function toCharacters(codes: readonly number[]): string {
  return codes.map((code) => String.fromCharCode(code)).join('')
}
