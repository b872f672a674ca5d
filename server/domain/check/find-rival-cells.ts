import { containsRange } from '../../../shared/text/range.ts'
import { createNearBlockFinder, type NearBlock } from '../compare/near-tables.ts'
import { toEvidence } from '../compare/read-table.ts'
import { findTablePlace } from '../attribute-places.ts'
import type { ValueCell } from '../attribute-table.ts'
import type { EvidenceSource } from '../evidence.ts'
import { createArmFinder, readArmHead, type ArmFinder } from '../verify/arms.ts'
import type { Claim, ClaimEvidence } from '../verify/verdict.ts'
import { verify } from '../verify/verify.ts'
import { readSupported, type Supported } from './supported-cells.ts'
import { isParted, isSpecial } from './part-tables.ts'
import { replaceValues, type Replaced } from './replace-values.ts'
import { groupBy } from './same-cells.ts'
import { findTableEvidence, readTable, type ReadTable } from './table-evidence.ts'

/** A cell that would bear a sentence out as well, had the sentence another value. */
export type RivalCell = {
  readonly source: EvidenceSource
  readonly block: NearBlock['block']
  readonly cell: ClaimEvidence
  /** The values that differ, each as a number of the sentence and what the cell has in its place. */
  readonly replaced: readonly Replaced[]
}

export type FindRivalCells = (
  claim: Claim,
  evidence: readonly ClaimEvidence[],
) => readonly RivalCell[]

/**
 * Finds what else a sentence may mean that cells support: cells of the same group that it names as well,
 * by all of its words, and that have another value. Who reads "10 had a low albumin" is told of the
 * table that has 16, unless the sentence, or what stands above it, says which of the two it means.
 * Tables are read when a sentence first comes near them, and kept.
 */
export function createRivalCellFinder(sources: readonly EvidenceSource[]): FindRivalCells {
  let findNear: ReturnType<typeof createNearBlockFinder> | undefined
  return (claim, evidence) => {
    const own = readSupported(claim, evidence)
    if (!own) return []
    findNear ??= createNearBlockFinder(sources)
    return findNear(claim.text).flatMap((near) => {
      if (!known.has(near)) known.set(near, readNear(near))
      const table = known.get(near)
      const cells = (table && findTableEvidence(claim.text, table)?.cells) ?? []
      return groupByPlace(near, cells).flatMap((group) => judgeGroup(own, near, group) ?? [])
    })
  }
}

const known = new WeakMap<NearBlock, ReadTable | undefined>()

function readNear({ source, block }: NearBlock): ReadTable | undefined {
  const place = findTablePlace(source, block)
  return place && readTable(source, place.getCells())
}

/** Cells that differ in nothing but their group, by it. */
type Group = ReadonlyMap<string, ClaimEvidence>

function groupByPlace({ source }: NearBlock, cells: readonly ValueCell[]): readonly Group[] {
  const held = cells.map((cell) => toEvidence(source, cell))
  const findArms = createArmFinder(held)
  const groups = groupBy(held, (one) => writePlace(one, findArms))
  return [...groups.values()].map(
    (group) => new Map(group.map((one) => [writeArms(one, findArms), one])),
  )
}

function writePlace({ cell }: ClaimEvidence, findArms: ArmFinder): string {
  const isThing = (head: string): boolean => readArmHead(head, findArms).length === 0
  const { rowPath = [], columnPath = [] } = cell?.reference ?? {}
  return JSON.stringify([rowPath.filter(isThing), columnPath.filter(isThing)])
}

function writeArms({ cell }: ClaimEvidence, findArms: ArmFinder): string {
  const arms = (cell?.headers ?? []).flatMap((head) => readArmHead(head, findArms))
  return [...new Set(arms)].toSorted().join(' ')
}

/** Undefined unless the sentence would be supported by these cells with their values in place of its own. */
function judgeGroup(own: Supported, near: NearBlock, group: Group): RivalCell | undefined {
  const { claim, evidence, findArms, paired } = own
  const cells = [...group.values()]
  if (cells.some((one) => evidence.some((other) => isSamePlace(one, other)))) return undefined
  const places = new Set(paired.map(({ value }) => evidence[value.index]))
  const isOneRow = new Set([...places].map((one) => one && writePlace(one, findArms))).size < 2
  const meant = paired.map((pair) => {
    const cited = evidence[pair.value.index]
    const rival = cited && group.get(writeArms(cited, findArms))
    return rival && { pair, rival }
  })
  if (!isOneRow || meant.some((one) => one === undefined)) return undefined
  const rivals = meant.flatMap((one) => one ?? [])
  const replaced = replaceValues(claim.text, rivals, evidence)
  const held = [...new Set(rivals.map(({ rival }) => rival))]
  const [cell] = held
  if (!replaced || !cell || isAlike(own, near, held)) return undefined
  const told = { ...claim, text: replaced.text }
  const { values } = replaced
  const isMeant = values.length > 0 && verify(told, held).state === 'supported'
  return isMeant ? { source: near.source, block: near.block, cell, replaced: values } : undefined
}

function isSamePlace(one: ClaimEvidence, other: ClaimEvidence): boolean {
  return one.sourceTextId === other.sourceTextId && containsRange(one.range, other.range)
}

/** The same is said there as well, or it is not what the sentence means. */
function isAlike(
  { claim, evidence, findArms }: Supported,
  near: NearBlock,
  held: readonly ClaimEvidence[],
): boolean {
  return (
    verify(claim, held).state === 'supported' ||
    isParted(claim, evidence, held, findArms) ||
    isSpecial(claim, evidence, held, near, findArms)
  )
}
