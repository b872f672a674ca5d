import { dataBlocks } from '../../../shared/contract/data-block.ts'
import type { DraftBlock } from '../../../shared/model/draft.ts'
import type { TemplatePlaceholder } from '../../../shared/model/template.ts'
import { findDataValue } from '../blocks/data-field.ts'
import { readDataImage } from './data-image.ts'
import { createPlace, writePointer, type PartPlace, type PartReading } from './data-part.ts'
import { readDataTable } from './data-table.ts'
import { readDataHeading, readDataList, readDataParagraph, readDataText } from './data-text.ts'

export type FilledBlock =
  | { readonly outcome: 'filled'; readonly content: readonly DraftBlock[] }
  /** An optional block without data: nothing stands there. */
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'bad_value'; readonly reason: string }

/**
 * What stands for `[[NAME]]`: the image, table or formatted text that the data holds at its place;
 * every sentence and cell cites the string it is of.
 */
export function fillDataBlock(
  { field, isOptional, place }: TemplatePlaceholder,
  data: unknown,
  { dataHash, sectionLevel }: Pick<PartPlace, 'dataHash' | 'sectionLevel'>,
): FilledBlock {
  const keys = field.split('.')
  const value = findDataValue(data, keys)
  const absent = { outcome: isOptional ? 'empty' : 'missing' } as const
  if (value === undefined || value === null || value === '') return absent
  const at = createPlace({ pointer: writePointer(keys), dataHash, sectionLevel })
  const read = readBlock(value, at)
  if (read.outcome === 'bad_value') return read
  if (read.content.length === 0) return absent
  return place.isWholeParagraph ? { ...read, outcome: 'filled' } : fitLine(read.content, at)
}

type ReadPart = (value: unknown, place: PartPlace) => PartReading

/** By the key that says what a part is. */
const parts: Readonly<Record<string, ReadPart>> = {
  image: readDataImage,
  table: readDataTable,
  heading: readDataHeading,
  paragraph: readDataParagraph,
  list: readDataList,
}
const wholeForms = ['image', 'table', 'blocks']

function readBlock(value: unknown, place: PartPlace): PartReading {
  if (typeof value === 'string') return readDataText(value, place)
  const key = findKey(value, wholeForms)
  if (key === 'blocks') return readParts(value, place)
  const read = key && parts[key]
  return read ? read(value, place) : place.fail('', `must be a string or ${list(wholeForms)}`)
}

function readParts(value: unknown, place: PartPlace): PartReading {
  const parsed = dataBlocks.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const readings = parsed.data.blocks.map((part, index) => {
    const at = createPlace({ ...place, pointer: `${place.pointer}/blocks/${index}` })
    const read = parts[findKey(part, Object.keys(parts)) ?? '']
    return read ? read(part, at) : at.fail('', `must be ${list(Object.keys(parts))}`)
  })
  const failed = readings.find(({ outcome }) => outcome === 'bad_value')
  const content = readings.flatMap((one) => (one.outcome === 'read' ? one.content : []))
  return failed ?? { outcome: 'read', content }
}

/** One paragraph of words, or a picture without a caption, may stand in a line. */
function fitLine(content: readonly DraftBlock[], place: PartPlace): FilledBlock {
  const [only, ...others] = content
  if (only && others.length === 0) {
    if (only.kind === 'image' && only.title === '') return { outcome: 'filled', content }
    if (only.kind === 'paragraph' && only.role === 'body' && !only.style) {
      return { outcome: 'filled', content: [{ ...only, role: 'inline' }] }
    }
  }
  const { pointer } = place
  const reason = `data${pointer} is more than words in a line: its block needs a paragraph of its own`
  return { outcome: 'bad_value', reason }
}

function findKey(value: unknown, keys: readonly string[]): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  return keys.find((key) => Object.hasOwn(value, key))
}

function list(keys: readonly string[]): string {
  return `an object with one of ${keys.map((key) => `"${key}"`).join(', ')}`
}
