/** @throws Error for what is no XML */
export function parseXml(xml: string): Document {
  const parsed = new DOMParser().parseFromString(xml.replace(/^\uFEFF/, ''), 'application/xml')
  const fault = parsed.querySelector('parsererror')
  if (fault) throw new Error(`a part of the file is no XML: ${fault.textContent}`)
  return parsed
}

/** Without a declaration. */
export function serializeXml(xml: Document): string {
  return new XMLSerializer().serializeToString(xml.documentElement)
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
