import { findTextEncoding } from './text-encoding.ts'
import { cleanText } from './content-item.ts'
import { Refusal } from './refusal.ts'

export type DecodedText = { readonly text: string; readonly warnings: readonly string[] }

/**
 * The words of a text file: UTF-8, UTF-16 by its byte order mark, else Windows-1252 with a warning,
 * since that one can decode anything.
 * @throws Refusal `damaged` for bytes that are no text
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = findTextEncoding(bytes)
  if (!encoding) throw new Refusal('damaged', 'the file holds bytes that are no text')
  const text = cleanText(new TextDecoder(encoding).decode(bytes))
  const isGuess = encoding === 'windows-1252'
  return { text, warnings: isGuess ? ['not UTF-8: read as Windows-1252'] : [] }
}
