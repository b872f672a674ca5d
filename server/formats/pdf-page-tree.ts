import { type FoundObject, type FoundObjects, nameOf, numberOf } from './pdf-found-objects.ts'
import { type Budget, type PdfEntries, type PdfValue, spend } from './pdf-objects.ts'

/** The pages that a damaged file has, in their order; undefined for one that is lost. */
type FoundPages = {
  readonly pages: readonly (FoundObject | undefined)[]
  /** How many pages the file says it has, where it still says so. */
  readonly statedCount: number | undefined
  /** False where the list of pages is lost or has holes of unknown size: pages may have other numbers. */
  readonly isNumbered: boolean
}

/** Pages that a hole in the list may stand for, and levels that the list may have. */
const widestHole = 5000
const deepestLevel = 64

type Walk = {
  readonly objects: ReadonlyMap<number, FoundObject>
  readonly budget: Budget
  readonly orphans: ReadonlyMap<number, readonly FoundObject[]>
  readonly seen: Set<number>
  readonly pages: (FoundObject | undefined)[]
  /** Where in `pages` something is missing of which nobody knows how many pages it was. */
  readonly holes: number[]
}

/** By the file's own list of pages as far as it is left; else in the order in which they stand in the file. */
export function findPages(found: FoundObjects, budget: Budget): FoundPages {
  const { objects } = found
  const stated = findStatedCount(objects)
  const root = findRoot(found)
  if (!root) {
    const pages = [...objects.values()].filter((object) => typeOf(object) === 'Page')
    return { pages, statedCount: stated, isNumbered: stated === 1 && pages.length === 1 }
  }
  const orphans = groupByParent(objects)
  const walk: Walk = { objects, budget, orphans, seen: new Set(), pages: [], holes: [] }
  walkList(walk, root, 0)
  return fillHoles(walk, numberOf(entriesOf(root).get('Count')) ?? stated)
}

export function entriesOf(object: FoundObject | undefined): PdfEntries {
  return object?.value.kind === 'dictionary' ? object.value.entries : new Map()
}

export function typeOf(object: FoundObject | undefined): string | undefined {
  return nameOf(entriesOf(object).get('Type'))
}

/** The catalog that the file names, or any that stands in it. */
export function findCatalog({ objects, trailer }: FoundObjects): FoundObject | undefined {
  const named = follow(objects, trailer.get('Root'))
  if (typeOf(named) === 'Catalog') return named
  return [...objects.values()].findLast((object) => typeOf(object) === 'Catalog')
}

/** The object behind a reference. */
export function follow(
  objects: ReadonlyMap<number, FoundObject>,
  value: PdfValue | undefined,
): FoundObject | undefined {
  return value?.kind === 'reference' ? objects.get(value.number) : undefined
}

function findRoot(found: FoundObjects): FoundObject | undefined {
  const { objects } = found
  const named = follow(objects, entriesOf(findCatalog(found)).get('Pages'))
  if (named && isList(named)) return named
  const tops = [...objects.values()].filter(
    (object) => isList(object) && typeOf(object) === 'Pages' && !entriesOf(object).has('Parent'),
  )
  return tops.length === 1 ? tops[0] : undefined
}

function isList(object: FoundObject | undefined): boolean {
  return entriesOf(object).get('Kids')?.kind === 'array'
}

/** What a file that begins with its first page says at its start (annex F). */
function findStatedCount(objects: ReadonlyMap<number, FoundObject>): number | undefined {
  for (const object of objects.values()) {
    const entries = entriesOf(object)
    if (entries.has('Linearized')) return numberOf(entries.get('N'))
  }
  return undefined
}

function groupByParent(
  objects: ReadonlyMap<number, FoundObject>,
): ReadonlyMap<number, readonly FoundObject[]> {
  const pages = [...objects.values()].filter((object) => typeOf(object) === 'Page')
  return Map.groupBy(pages, (page) => {
    const parent = entriesOf(page).get('Parent')
    return parent?.kind === 'reference' ? parent.number : 0
  })
}

function walkList(walk: Walk, list: FoundObject, depth: number): void {
  const kids = entriesOf(list).get('Kids')
  if (kids?.kind !== 'array' || depth > deepestLevel || walk.seen.has(list.number)) return
  walk.seen.add(list.number)
  for (const kid of kids.items) {
    if (!spend(walk.budget, 1)) return
    const object = follow(walk.objects, kid)
    if (!object) addMissing(walk, kid)
    else if (isList(object)) walkList(walk, object, depth + 1)
    else if (!walk.seen.has(object.number)) {
      walk.seen.add(object.number)
      walk.pages.push(object)
    }
  }
}

/** What is lost was a page, or a list of pages: those that name it as theirs stood in it. */
function addMissing({ orphans, pages, holes }: Walk, kid: PdfValue): void {
  const own = kid.kind === 'reference' ? (orphans.get(kid.number) ?? []) : []
  if (own.length === 0) pages.push(undefined)
  else pages.push(...own)
  holes.push(pages.length)
}

/** The count of the whole list tells how many pages are lost; with one hole in it also where. */
function fillHoles({ pages, holes }: Walk, stated: number | undefined): FoundPages {
  const missing = (stated ?? 0) - pages.length
  const at = holes.at(-1)
  if (at === undefined || missing <= 0 || missing > widestHole) {
    return { pages, statedCount: stated, isNumbered: missing <= widestHole }
  }
  const filled = [...pages]
  filled.splice(at, 0, ...Array.from({ length: missing }, () => undefined))
  return { pages: filled, statedCount: stated, isNumbered: holes.length === 1 }
}
