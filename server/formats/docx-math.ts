import { chooseBranch } from './docx-runs.ts'
import {
  childElements,
  findChild,
  findPath,
  isElement,
  textContent,
  type XmlElement,
} from './xml.ts'

/**
 * An equation in one line (ECMA-376 part 1 §22.1): "(a+b)/2", "10^5", "√(x)". Blanks and brackets
 * keep apart what the page keeps apart: "1/z dz", "(a/v)^2". Equations of one m:oMathPara have a line
 * each.
 */
export function mathText(math: XmlElement): string {
  if (math.name === 'm:oMathPara') return joinParts(math, 'm:oMath', '\n')
  let text = ''
  let before = ''
  for (const child of math.children) {
    const own = isElement(child) ? nodeText(child) : ''
    if (own === '' || !isElement(child)) continue
    text += needsBlank(text, before, own, child.name) ? ` ${own}` : own
    before = child.name
  }
  return text
}

/** Whether a factor beside this one would be read as a part of it. */
function needsBlank(left: string, leftName: string, right: string, rightName: string): boolean {
  if (!/[\p{L}\p{N})]$/u.test(left)) return false
  if (openAtEnd.has(leftName)) return /^[\p{L}\p{N}(]/u.test(right)
  return openAtStart.has(rightName) && /[\p{L}\p{N}]$/u.test(left)
}

const openAtStart: ReadonlySet<string> = new Set(['m:f', 'm:func', 'm:sPre'])
const openAtEnd: ReadonlySet<string> = new Set([
  ...openAtStart,
  'm:sSup',
  'm:sSub',
  'm:sSubSup',
  'm:limLow',
  'm:limUpp',
])

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
  ['m:f', fraction],
  ['m:sSup', (node) => base(node) + above(node)],
  ['m:sSub', (node) => base(node) + below(node)],
  ['m:sSubSup', (node) => base(node) + below(node) + above(node)],
  ['m:sPre', (node) => `${below(node)}${above(node)} ${part(node, 'm:e')}`],
  ['m:rad', (node) => `${part(node, 'm:deg')}√(${part(node, 'm:e')})`],
  ['m:d', delimited],
  ['m:nary', nary],
  ['m:func', call],
  ['m:limLow', (node) => `${part(node, 'm:e')}_${grouped(part(node, 'm:lim'))}`],
  ['m:limUpp', (node) => `${part(node, 'm:e')}^${grouped(part(node, 'm:lim'))}`],
  ['m:eqArr', (node) => joinParts(node, 'm:e', '; ')],
  ['m:m', (node) => `[${joinParts(node, 'm:mr', '; ')}]`],
  ['m:mr', (node) => joinParts(node, 'm:e', ' ')],
  ['m:acc', accent],
  ['m:bar', bar],
  ['mc:AlternateContent', alternate],
])

/** One over the other without a line is no fraction: "n¦k", as Word's own linear format has it. */
function fraction(node: XmlElement): string {
  const sign = findProperty(node, 'm:fPr', 'm:type') === 'noBar' ? '¦' : '/'
  return `${grouped(part(node, 'm:num'))}${sign}${grouped(part(node, 'm:den'))}`
}

function base(node: XmlElement): string {
  return grouped(part(node, 'm:e'))
}

/** A limit takes all that follows; the argument of a function may need brackets. */
function call(node: XmlElement): string {
  const name = part(node, 'm:fName')
  const argument = part(node, 'm:e').trim()
  if (/[_^]/.test(name)) return `${name} ${argument}`
  const inBrackets = grouped(argument)
  return inBrackets.startsWith('(') ? name + inBrackets : `${name} ${inBrackets}`
}

/** By default a circumflex (§22.1.2.20). */
function accent(node: XmlElement): string {
  const mark = findProperty(node, 'm:accPr', 'm:chr') ?? '\u0302'
  const text = part(node, 'm:e')
  return (isOneCharacter(text) ? text : `(${text})`) + mark
}

/** By default below (§22.1.2.7). */
function bar(node: XmlElement): string {
  const isAbove = findProperty(node, 'm:barPr', 'm:pos') === 'top'
  const text = part(node, 'm:e')
  if (isOneCharacter(text)) return text + (isAbove ? '\u0304' : '\u0332')
  return `${isAbove ? '¯' : '_'}(${text})`
}

function isOneCharacter(text: string): boolean {
  return Array.from(text).length === 1
}

function findProperty(node: XmlElement, properties: string, name: string): string | undefined {
  return findPath(node, properties, name)?.attributes['m:val']
}

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

/** In brackets, unless it is one name, one number or in brackets already: "2a" is two factors. */
function grouped(text: string): string {
  const words = text.trim()
  const isOne = /^(\p{L}[\p{L}\p{M}]*\p{N}*|[\p{N}.,]+|.)?$/u.test(words)
  return isOne || isBracketed(words) ? words : `(${words})`
}

/** Whether the bracket that it begins with is closed by the one that it ends with. */
function isBracketed(text: string): boolean {
  let depth = 0
  for (const [at, character] of Array.from(text).entries()) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (depth === 0) return character === ')' && at === Array.from(text).length - 1
  }
  return false
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
