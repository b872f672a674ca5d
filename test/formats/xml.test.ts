import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  element,
  isElement,
  parseXml,
  parseXmlToRead,
  textContent,
  writeXml,
  type XmlElement,
} from '../../server/formats/xml.ts'

const name = fc.constantFrom('w:p', 'w:r', 'w:t', 'w:tcBorders', 'w:top')
const words = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', 'é', '€', '😀', '&'),
  minLength: 1,
})
const { tree } = fc.letrec<{ tree: XmlElement; node: XmlElement | string }>((tie) => ({
  tree: fc
    .tuple(name, fc.dictionary(fc.constantFrom('w:val', 'w:id'), words), fc.array(tie('node')))
    .map(([tag, attributes, children]) => element(tag, attributes, children)),
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, words, tie('tree')),
}))

/** The tree without elements of the name, and without blanks beside elements. */
function without({ attributes, children, ...rest }: XmlElement, skipped: string): XmlElement {
  const isMixed = children.some(isElement)
  const kept = children.filter((child) =>
    isElement(child) ? child.name !== skipped : !isMixed || child.trim() !== '',
  )
  return {
    ...rest,
    attributes,
    children: kept.map((child) => (isElement(child) ? without(child, skipped) : child)),
  }
}

test('a part that is only read is the part without what is skipped and blanks between elements', () => {
  fc.assert(
    fc.property(tree, (root) => {
      const xml = writeXml(element('w:document', {}, [root]))
      const lean = parseXmlToRead(new TextEncoder().encode(xml), new Set(['w:tcBorders']))
      const text = (node: XmlElement) => writeXml(node).replace(/\s+/g, ' ')
      expect(text(lean)).toBe(text(without(parseXml(xml), 'w:tcBorders')))
    }),
  )
})

test('characters are whole wherever the bytes of a long part are cut', () => {
  const long = '€😀é '.repeat(30_000)
  const bytes = new TextEncoder().encode(`<w:t>${long}</w:t>`)
  expect(textContent(parseXmlToRead(bytes, new Set()))).toBe(long)
})
