import { readZip, writeZip } from '../../server/formats/zip.ts'
import { createRandom } from '../random.ts'

/**
 * A result table with other results: counts with their shares of the column, statistics, p-values. Each table
 * keeps its order of size and the side of 0.05 that a p-value is on, so that what a template says of its results
 * in fixed words stays true. The same seed makes the same file.
 */
export function varyValues(bytes: Uint8Array, seed: number): Uint8Array {
  const parts = new Map(readZip(bytes))
  const document = parts.get('word/document.xml')
  if (!document) throw new Error('a .docx has a document')
  const random = createRandom(seed)
  const vary: Variation = { factor: 0.75 + random() * 0.6, random }
  const xml = new TextDecoder().decode(document)
  const varied = xml.replace(/<w:tbl(?: [^>]*)?>.*?<\/w:tbl>/gs, (table) => varyTable(table, vary))
  parts.set('word/document.xml', new TextEncoder().encode(varied))
  return writeZip(parts)
}

type Variation = { readonly factor: number; readonly random: () => number }

function varyTable(table: string, vary: Variation): string {
  const sizes = new Map<number, number>()
  return table.replace(/<w:tr(?: [^>]*)?>.*?<\/w:tr>/gs, (row) => {
    let column = 0
    return row.replace(/<w:tc(?: [^>]*)?>.*?<\/w:tc>/gs, (cell) => {
      const own = column
      const span = Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1)
      column += span
      const texts = Array.from(cell.matchAll(words), ([, , text = '']) => text)
      const size = /\(\s*N\s*=\s*(\d+)\s*\)/.exec(texts.join(' '))?.[1]
      for (let at = own; size !== undefined && at < column; at++) sizes.set(at, Number(size))
      if (texts.length !== 1 || own === 0) return cell
      return cell.replace(words, (_, tag: string, text: string) => {
        return `${tag}${varyCell(text, sizes.get(own), vary)}</w:t>`
      })
    })
  })
}

const words = /(<w:t(?: [^>]*)?>)([^<]*)<\/w:t>/g
const share = /^(\s*)(\d+)(\s*\(\s*)(\d+(?:\.\d+)?)(%\s*\)\s*)$/
const statistics = /^[\s()[\];,:-]*\d+\.\d+[\s()[\];,\d.-]*$/
const pValue = /^\s*[<>]?\s*0?\.\d{3,4}\s*$/

function varyCell(text: string, size: number | undefined, vary: Variation): string {
  const counted = share.exec(text)
  if (counted) return size === undefined ? text : varyShare(counted, size, vary)
  if (pValue.test(text)) return varyPValue(text, vary)
  if (!statistics.test(text)) return text
  return text.replace(/\d+\.\d+/g, (number) => {
    const places = number.split('.')[1]?.length ?? 0
    return (Number(number) * vary.factor).toFixed(places)
  })
}

function varyShare(found: RegExpExecArray, size: number, { factor }: Variation): string {
  const [, lead = '', count = '', open = '', percent = '', close = ''] = found
  const places = percent.split('.')[1]?.length ?? 0
  const next = Number(count) === size ? size : Math.min(size, Math.round(Number(count) * factor))
  const written = ((100 * next) / size).toFixed(places)
  return `${lead}${String(next).padStart(count.length)}${open}${written}${close}`
}

function varyPValue(text: string, { random }: Variation): string {
  const number = /0?\.\d+/.exec(text)?.[0] ?? ''
  if (/[<>]/.test(text)) return text
  const isSmall = Number(number) < 0.05
  const value = isSmall ? 0.002 + random() * 0.045 : 0.055 + random() * 0.9
  const places = number.split('.')[1]?.length ?? 3
  const written = value.toFixed(places)
  return text.replace(number, number.startsWith('.') ? written.slice(1) : written)
}
