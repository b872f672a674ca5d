import { chooseBranch } from './docx-runs.ts'
import { childElements, findChild, isElement, textContent, type XmlElement } from './xml.ts'

/**
 * An equation in one line (ECMA-376 part 1 §22.1): "(a+b)/2", "10^5", "√(x)". Equations of one
 * m:oMathPara have a line each.
 */
export function mathText(math: XmlElement): string {
  if (math.name === 'm:oMathPara') return joinParts(math, 'm:oMath', '\n')
  return math.children.map((child) => (isElement(child) ? nodeText(child) : '')).join('')
}

function nodeText(node: XmlElement): string {
  const write = writers.get(node.name)
  return write ? write(node) : mathText(node)
}

const writers: ReadonlyMap<string, (node: XmlElement) => string> = new Map([
  ['m:t', textContent],
  ['w:t', textContent],
  ['w:del', () => ''],
  ['w:moveFrom', () => ''],
  ['w:delText', () => ''],
  ['m:f', (node) => `${grouped(part(node, 'm:num'))}/${grouped(part(node, 'm:den'))}`],
  ['m:sSup', (node) => part(node, 'm:e') + above(node)],
  ['m:sSub', (node) => part(node, 'm:e') + below(node)],
  ['m:sSubSup', (node) => part(node, 'm:e') + below(node) + above(node)],
  ['m:rad', (node) => `${part(node, 'm:deg')}√(${part(node, 'm:e')})`],
  ['m:d', delimited],
  ['m:nary', nary],
  ['m:func', (node) => `${part(node, 'm:fName')} ${part(node, 'm:e')}`],
  ['m:limLow', (node) => `${part(node, 'm:e')}_${grouped(part(node, 'm:lim'))}`],
  ['m:limUpp', (node) => `${part(node, 'm:e')}^${grouped(part(node, 'm:lim'))}`],
  ['m:eqArr', (node) => joinParts(node, 'm:e', '; ')],
  ['m:m', (node) => `[${joinParts(node, 'm:mr', '; ')}]`],
  ['m:mr', (node) => joinParts(node, 'm:e', ' ')],
  ['mc:AlternateContent', alternate],
])

function above(node: XmlElement): string {
  const text = part(node, 'm:sup')
  return text && `^${grouped(text)}`
}

function below(node: XmlElement): string {
  const text = part(node, 'm:sub')
  return text && `_${grouped(text)}`
}

function alternate(node: XmlElement): string {
  const branch = chooseBranch(node)
  return branch ? mathText(branch) : ''
}

function part(node: XmlElement, name: string): string {
  const found = findChild(node, name)
  return found ? mathText(found) : ''
}

function joinParts(node: XmlElement, name: string, separator: string): string {
  return childElements(node, name).map(nodeText).join(separator)
}

function grouped(text: string): string {
  return /^[\p{L}\p{N}.,]*$/u.test(text) ? text : `(${text})`
}

function delimited(node: XmlElement): string {
  const properties = findChild(node, 'm:dPr')
  const character = (name: string, usual: string) => {
    const found = properties && findChild(properties, name)
    return found ? (found.attributes['m:val'] ?? '') : usual
  }
  const inner = childElements(node, 'm:e').map(mathText).join(character('m:sepChr', '|'))
  return character('m:begChr', '(') + inner + character('m:endChr', ')')
}

function nary(node: XmlElement): string {
  const properties = findChild(node, 'm:naryPr')
  const sign = (properties && findChild(properties, 'm:chr')?.attributes['m:val']) ?? '∫'
  return `${sign}${below(node)}${above(node)} ${part(node, 'm:e')}`
}
