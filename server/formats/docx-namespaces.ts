import { isElement, type XmlElement } from './xml.ts'

/**
 * Renames elements and attributes so that Word's namespaces have Word's own prefixes, in place.
 * Libraries write others ("ns0:document"); strict OOXML has other addresses for the same names.
 * Only declarations on the root count, where every known program puts them.
 */
export function useWordPrefixes(root: XmlElement): XmlElement {
  const renamed = readRenames(root)
  if (renamed.size > 0) renameTree(root, renamed)
  return root
}

/** Last words of a namespace's address → prefix, the same in transitional and strict OOXML. */
const usualPrefixes: readonly (readonly [RegExp, string])[] = [
  [/^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/.*wordprocessingml\/(2006\/)?main$/, 'w'],
  [/^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/officeDocument\/(2006\/)?math$/, 'm'],
  [
    /^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/officeDocument\/(2006\/)?relationships$/,
    'r',
  ],
  [/^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/.*drawingml\/(2006\/)?main$/, 'a'],
  [/^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/.*drawingml\/(2006\/)?chart$/, 'c'],
  [/^http:\/\/(schemas\.openxmlformats|purl\.oclc)\.org\/.*drawingml\/(2006\/)?diagram$/, 'dgm'],
  [/^http:\/\/schemas\.openxmlformats\.org\/markup-compatibility\/2006$/, 'mc'],
]

function readRenames(root: XmlElement): Map<string, string> {
  const renamed = new Map<string, string>()
  for (const [name, address] of Object.entries(root.attributes)) {
    const prefix = /^xmlns(?::(.*))?$/.exec(name)
    const usual = prefix && usualPrefixes.find(([pattern]) => pattern.test(address))?.[1]
    if (usual !== undefined && usual !== null && usual !== prefix?.[1]) {
      renamed.set(prefix?.[1] ?? '', usual)
    }
  }
  return renamed
}

function renameTree(node: XmlElement, renamed: ReadonlyMap<string, string>): void {
  node.name = renameOne(node.name, renamed)
  for (const [name, value] of Object.entries(node.attributes)) {
    const other = name.includes(':') ? renameOne(name, renamed) : name
    if (other === name || name.startsWith('xmlns')) continue
    delete node.attributes[name]
    node.attributes[other] = value
  }
  for (const child of node.children) if (isElement(child)) renameTree(child, renamed)
}

function renameOne(name: string, renamed: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':')
  const prefix = renamed.get(name.slice(0, Math.max(colon, 0)))
  return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`
}
