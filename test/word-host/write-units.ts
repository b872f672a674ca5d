import {
  element,
  findChild,
  isElement,
  textContent,
  type XmlElement,
} from '../../server/formats/xml.ts'
import type { Unit } from './docx-units.ts'

/** Writes the paragraphs that were touched anew, each from the units up to its mark. */
export function writeTouched(units: readonly Unit[]): void {
  let own: Unit[] = []
  for (const unit of units) {
    if (!unit.paragraph) {
      own.push(unit)
      continue
    }
    if (unit.paragraph.isTouched) writeParagraph(unit.paragraph.element, own, unit)
    own = []
  }
}

function writeParagraph(paragraph: XmlElement, units: readonly Unit[], end: Unit): void {
  const properties = findChild(paragraph, 'w:pPr') ?? element('w:pPr')
  markEnd(properties, end.mark)
  const open: XmlElement[] = [element('w:p', {}, [properties])]
  for (const group of groupRuns(units)) {
    const first = group[0]!
    const into = open.at(-1)!
    if (first.raw?.place === 'paragraph') into.children.push(first.raw.element)
    else if (first.raw?.place === 'close') open.pop()
    else if (first.raw?.place === 'open') {
      const { name, attributes, children } = first.raw.element
      const container = element(name, attributes, [...children])
      into.children.push(container)
      open.push(container)
    } else into.children.push(writeRun(group))
  }
  paragraph.children = open[0]!.children
}

function markEnd(properties: XmlElement, mark: Unit['mark']): void {
  const known = findChild(properties, 'w:rPr')
  const run = known ?? element('w:rPr')
  run.children = run.children.filter(
    (child) => !isElement(child) || (child.name !== 'w:ins' && child.name !== 'w:del'),
  )
  if (mark) run.children.unshift(element(`w:${mark}`, changeAttributes()))
  if (!known && mark) properties.children.push(run)
}

function groupRuns(units: readonly Unit[]): Unit[][] {
  const groups: Unit[][] = []
  for (const unit of units) {
    const last = groups.at(-1)?.[0]
    const isRun = (one: Unit) => !one.raw || one.raw.place === 'run'
    const joins =
      last && isRun(last) && isRun(unit) && last.mark === unit.mark && isSameStyle(last, unit)
    if (joins) groups.at(-1)!.push(unit)
    else groups.push([unit])
  }
  return groups
}

function isSameStyle(a: Unit, b: Unit): boolean {
  return a.properties === b.properties
}

function writeRun(units: readonly Unit[]): XmlElement {
  const [{ properties, mark }] = [units[0]!]
  const children: XmlElement[] = properties ? [properties] : []
  for (const unit of units) {
    const last = children.at(-1)
    const name = mark === 'del' ? 'w:delText' : 'w:t'
    if (unit.raw) children.push(unit.raw.element)
    else if (last?.name === name) last.children = [textContent(last) + unit.text]
    else children.push(element(name, { 'xml:space': 'preserve' }, [unit.text]))
  }
  const run = element('w:r', {}, children)
  return mark ? element(`w:${mark}`, changeAttributes(), [run]) : run
}

let changes = 9000

function changeAttributes(): Record<string, string> {
  return {
    'w:id': String(++changes),
    'w:author': 'Writer',
    'w:date': '2026-01-01T00:00:00Z',
  }
}
