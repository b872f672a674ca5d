import { Refusal } from './refusal.ts'
import { maximumDepth } from './xml.ts'

/**
 * Looks at a part that a library is to parse, as `parseXml` would refuse it: what a DOCTYPE declares,
 * and elements nested deeper than any are. A quick count of marks: the part may be ill-formed.
 * @throws Refusal `damaged`, `too_deep`
 */
export function checkXmlShape(part: Uint8Array): void {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  if (bytes.includes('<!DOCTYPE')) {
    throw new Refusal('damaged', 'a DOCTYPE is not allowed in an Office file')
  }
  let depth = 0
  for (let at = bytes.indexOf(opens); at >= 0; at = bytes.indexOf(opens, at + 1)) {
    const next = bytes[at + 1]
    if (next === slash) depth -= 1
    else if (next !== mark && next !== question && !isEmptyElement(bytes, at)) depth += 1
    if (depth > maximumDepth) {
      throw new Refusal('too_deep', `XML nested deeper than ${maximumDepth} levels`)
    }
  }
}

function isEmptyElement(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf(closes, start)
  return end < 0 || bytes[end - 1] === slash
}

const [opens, closes, slash, mark, question] = [...'<>/!?'].map((one) => one.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
]
