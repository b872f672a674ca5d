import type { FoundObject } from './pdf-found-objects.ts'
import { nameOf } from './pdf-found-objects.ts'
import { type Budget, type PdfEntries, type PdfValue, spend } from './pdf-objects.ts'
import { entriesOf, follow } from './pdf-page-tree.ts'

/**
 * What is left of a page. `lost`: words of it, or the fonts that say what its letters are; what could
 * be read of it might be another number than stood there. `partial`: something that it shows beside.
 */
type PageRemains = 'whole' | 'partial' | 'lost'

type Objects = ReadonlyMap<number, FoundObject>

/** Judges the pages of one file; what their fonts need is looked up once. */
export function createPageJudge(
  objects: Objects,
  budget: Budget,
): (page: FoundObject) => PageRemains {
  const fonts = new Map<number, boolean>()
  const isWholeFont = (value: PdfValue) => {
    if (value.kind !== 'reference') return isWholeTree(objects, value, budget)
    const known = fonts.get(value.number)
    if (known !== undefined) return known
    const isWhole = isWholeTree(objects, value, budget)
    fonts.set(value.number, isWhole)
    return isWhole
  }
  return (page) => judgePage({ objects, budget, isWholeFont, seen: new Set() }, page)
}

type Judging = {
  readonly objects: Objects
  readonly budget: Budget
  readonly isWholeFont: (value: PdfValue) => boolean
  readonly seen: Set<number>
}

function judgePage(judging: Judging, page: FoundObject): PageRemains {
  const contents = entriesOf(page).get('Contents')
  const resources = inherited(judging, page, 'Resources')
  if (!page.isWhole || resources === 'lost') return 'lost'
  if (contents && !isWholeContent(judging, contents)) return 'lost'
  const remains = judgeResources(judging, resources, 0)
  return remains === 'whole' && !hasAnnotations(judging, page) ? 'partial' : remains
}

/** True where the form fields and notes of a page are left, with what they show. */
function hasAnnotations({ objects, budget }: Judging, page: FoundObject): boolean {
  const value = entriesOf(page).get('Annots')
  const list = value?.kind === 'reference' ? follow(objects, value)?.value : value
  if (list?.kind !== 'array') return value === undefined
  return list.items.every((item) => {
    const own = item.kind === 'reference' ? follow(objects, item)?.value : item
    const shown = own?.kind === 'dictionary' ? own.entries.get('AP') : undefined
    return own !== undefined && (!shown || isWholeTree(objects, shown, budget))
  })
}

/** The streams that draw the page, one or a list of them. */
function isWholeContent({ objects, budget }: Judging, value: PdfValue): boolean {
  const object = follow(objects, value)
  const list = object ? object.value : value
  const streams = list.kind === 'array' ? list.items : [value]
  return streams.every((stream) => {
    if (!spend(budget, 1)) return false
    return follow(objects, stream)?.isWhole ?? stream.kind !== 'reference'
  })
}

/** Levels of lists of pages above a page, and of forms inside forms. */
const mostLevels = 32

function inherited(
  { objects, budget }: Judging,
  page: FoundObject,
  key: string,
): PdfValue | 'lost' | undefined {
  let at: FoundObject | undefined = page
  for (let level = 0; level < mostLevels && spend(budget, 1); level++) {
    const entries: PdfEntries = entriesOf(at)
    const value = entries.get(key)
    if (value) return value
    const parent = entries.get('Parent')
    if (!parent) return undefined
    at = follow(objects, parent)
    if (!at) return 'lost'
  }
  return undefined
}

function judgeResources(judging: Judging, value: PdfValue | undefined, level: number): PageRemains {
  if (!value) return 'whole'
  const resources = dictionaryOf(judging, value)
  if (!resources) return 'lost'
  const fonts = resources.get('Font')
  if (fonts) {
    const named = dictionaryOf(judging, fonts)
    if (!named || ![...named.values()].every(judging.isWholeFont)) return 'lost'
  }
  return judgeObjects(judging, resources.get('XObject'), level)
}

/** Pictures, and forms with words and fonts of their own. */
function judgeObjects(judging: Judging, value: PdfValue | undefined, level: number): PageRemains {
  if (!value) return 'whole'
  const named = dictionaryOf(judging, value)
  if (!named) return 'partial'
  let remains: PageRemains = 'whole'
  for (const each of named.values()) {
    const own = judgeObject(judging, each, level)
    if (own === 'lost') return own
    if (own === 'partial') remains = own
  }
  return remains
}

function judgeObject(judging: Judging, value: PdfValue, level: number): PageRemains {
  const object = follow(judging.objects, value)
  if (!object) return 'partial'
  if (judging.seen.has(object.number) || level > mostLevels) return 'whole'
  judging.seen.add(object.number)
  if (!spend(judging.budget, 1)) return 'lost'
  const isForm = nameOf(entriesOf(object).get('Subtype')) === 'Form'
  if (!isForm) return object.isWhole ? 'whole' : 'partial'
  if (!object.isWhole) return 'lost'
  return judgeResources(judging, entriesOf(object).get('Resources'), level + 1)
}

function dictionaryOf({ objects }: Judging, value: PdfValue): PdfEntries | undefined {
  const own = value.kind === 'reference' ? follow(objects, value)?.value : value
  return own?.kind === 'dictionary' ? own.entries : undefined
}

/** True where all that a value refers to stands in the file, by whatever ways. */
function isWholeTree(objects: Objects, value: PdfValue, budget: Budget): boolean {
  const seen = new Set<number>()
  const open = [value]
  for (let next = open.pop(); next; next = open.pop()) {
    if (!spend(budget, 1)) return false
    if (next.kind === 'array') open.push(...next.items)
    else if (next.kind === 'dictionary') open.push(...next.entries.values())
    else if (next.kind === 'reference' && !seen.has(next.number)) {
      seen.add(next.number)
      const object = objects.get(next.number)
      if (!object?.isWhole) return false
      open.push(object.value)
    }
  }
  return true
}
