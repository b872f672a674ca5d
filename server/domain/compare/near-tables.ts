import type { Block, TableBlock } from '../../../shared/model/source-text.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { walkBlocks } from '../check/list-claims.ts'
import type { EvidenceSource } from '../evidence.ts'
import { rememberSources } from '../remember-sources.ts'
import { findRole, isPlacingWord, isReportingWord } from '../verify/lexicon.ts'
import { namesPeople } from '../verify/counted.ts'
import { isPlanRole } from '../verify/planned.ts'
import { listSeries } from './list-series.ts'
import { readComparedTable, type ComparedTable } from './read-table.ts'
import type { Series } from './series.ts'

export type ReadTable = { readonly table: ComparedTable; readonly series: readonly Series[] }

/** A table of results as it stands in its source. */
export type NearBlock = {
  readonly source: EvidenceSource
  readonly block: TableBlock
  /** Titles above it, outermost first. */
  readonly headings: readonly string[]
}

/**
 * Finds the tables of results that have a third of a sentence's words in them or above them: what lacks
 * these can't be what it names.
 */
export function createNearBlockFinder(
  sources: readonly EvidenceSource[],
): (text: string) => readonly NearBlock[] {
  const blocks = sources.filter(({ role }) => !isPlanRole(role)).flatMap(listBlocks)
  return (text) => {
    const words = listWords(text)
    return blocks.flatMap(({ near, getWords }) => {
      const own = getWords()
      const held = words.filter((word) => own.includes(word)).length
      return held >= leastShare * words.length ? [near] : []
    })
  }
}

const listBlocks = rememberSources((source: EvidenceSource) =>
  walkBlocks(source.sourceText, (block, headings) =>
    isResult(block) ? [createLazyWords({ source, block, headings })] : [],
  ).flat(),
)

/** `createNearBlockFinder` with what each table compares, read when a sentence first comes near it, and kept. */
export function createNearTableFinder(
  sources: readonly EvidenceSource[],
): (text: string) => readonly ReadTable[] {
  const find = createNearBlockFinder(sources)
  return (text) =>
    find(text).flatMap((near) => {
      if (!known.has(near)) known.set(near, readNear(near))
      return known.get(near) ?? []
    })
}

const known = new WeakMap<NearBlock, ReadTable | undefined>()

const leastShare = 1 / 3

function isResult(block: Block): block is TableBlock {
  return block.kind === 'table' && !block.isShell
}

function readNear({ source, block, headings }: NearBlock): ReadTable | undefined {
  const table = readComparedTable(source, block, headings.join('\n'))
  return table && { table, series: listSeries(table) }
}

function createLazyWords(near: NearBlock): {
  readonly near: NearBlock
  readonly getWords: () => string
} {
  let words: string | undefined
  const { source, block, headings } = near
  const around = [block.number, block.title, block.population, ...headings]
  return {
    near,
    getWords: () =>
      (words ??= [...around, sliceRange(source.sourceText.text, block.range)]
        .join('\n')
        .toLowerCase()),
  }
}

const comparing =
  /^(?:only|one|two|three|four|five|six|seven|eight|half|majority|between|together|combined|than)$/

/** What words begin with, but for those that any sentence has. */
function listWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  const telling = words.filter((word) => {
    const key = stem(word)
    const isPlain =
      comparing.test(word) || isStopWord(word) || isReportingWord(key) || isPlacingWord(key)
    return !isPlain && findRole(word) === undefined
  })
  const own = ofAge.test(text) ? [...telling, 'age'] : telling
  // tables have their people in heads, as "(N=86)"
  const things = own.filter((word) => !namesPeople(word))
  return [...new Set(things.length > 0 ? things : own)].map((word) => word.slice(0, 4))
}

const ofAge = /\b(?:years? old|years of age|aged|older|younger|oldest|youngest)\b/i
