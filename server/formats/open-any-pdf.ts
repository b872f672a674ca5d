import { LostPages, type PdfDamage } from './pdf-damage.ts'
import { repairPdf } from './pdf-repair.ts'
import { openPdf, type PdfDocument } from './pdfium.ts'
import { Refusal } from './refusal.ts'

/** `damage` is there for a file of which something is lost. */
export type OpenedPdf = { readonly document: PdfDocument; readonly damage?: PdfDamage }

/**
 * Opens a file, repaired where it is damaged. Where its end is lost the library may open it and miss
 * pages, or letters of them, without a word: then the repaired file counts, which tells.
 * @throws Refusal as openPdf, with what is lost for a reason.
 */
export async function openAnyPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  const own = await tryOpen(bytes)
  const isEnded = hasEnd(bytes)
  if (!(own instanceof Refusal)) return isEnded ? { document: own } : openEndless(bytes, own)
  if (own.code !== 'damaged' && (isEnded || own.code === 'encrypted')) throw own
  return openRepaired(bytes)
}

async function openEndless(bytes: Uint8Array, own: PdfDocument): Promise<OpenedPdf> {
  try {
    const opened = await openRepaired(bytes)
    own.close()
    return opened
  } catch (error) {
    if (error instanceof Refusal && !(error instanceof LostPages)) {
      const damage = { statedCount: undefined, isNumbered: true, partialPages: [] }
      return { document: own, damage }
    }
    own.close()
    throw error
  }
}

async function openRepaired(bytes: Uint8Array): Promise<OpenedPdf> {
  const { bytes: repaired, damage } = repairPdf(bytes)
  return { document: await openPdf(repaired), damage }
}

async function tryOpen(bytes: Uint8Array): Promise<PdfDocument | Refusal> {
  try {
    return await openPdf(bytes)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/**
 * True where the file ends with the place of the table of its objects (ISO 32000-1 §7.5.5), one
 * stands there, and no object behind it.
 */
export function hasEnd(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const at = bytes.lastIndexOf('startxref')
  if (at === -1 || bytes.indexOf('endobj', at) !== -1) return false
  const place = /^startxref[\s\0]+(\d{1,12})/.exec(bytes.toString('latin1', at, at + 40))
  if (!place) return false
  const header = Math.max(0, bytes.indexOf('%PDF'))
  return [0, header].some((shift) => isTable(bytes, Number(place[1]) + shift))
}

/** A table, or a stream that is one; some writers count a line end to it. */
function isTable(bytes: Buffer, at: number): boolean {
  return /^[\s\0]*(xref|\d+[\s\0]+\d+[\s\0]+obj)/.test(bytes.toString('latin1', at, at + 40))
}
