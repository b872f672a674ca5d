import { readZip, writeZip } from '../../server/formats/zip.ts'

const body = 'word/document.xml'

/** The .docx with another body. @throws where the body stays as it was: the test would show nothing */
export function changeBody(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const parts = readZip(bytes)
  const xml = new TextDecoder().decode(parts.get(body))
  const changed = change(xml)
  if (changed === xml) throw new Error('the edit changes nothing')
  parts.set(body, new TextEncoder().encode(changed))
  return writeZip(parts)
}

/** The .docx with other words in its body. @throws where `from` does not stand in it, as XML, once */
export function replaceWords(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return changeBody(bytes, (xml) => {
    const [before = '', behind, ...others] = xml.split(from)
    if (behind === undefined || others.length > 0) throw new Error(`not there once: “${from}”`)
    return before + to + behind
  })
}
