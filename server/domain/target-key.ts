import type { WrittenTarget } from '../../shared/model/document-input.ts'

/** Names a sentence of a run: rule, block and sentence, counted from 0. */
export function sentenceKey(ruleId: string, block: number, sentence: number): string {
  return `${ruleId}/${block}/s${sentence}`
}

/** Names a table cell of a run by its row and first grid column, counted from 0. */
export function cellKey(ruleId: string, block: number, row: number, column: number): string {
  return `${ruleId}/${block}/r${row}c${column}`
}

export function keyOfTarget(target: WrittenTarget): string {
  return target.kind === 'sentence'
    ? sentenceKey(target.ruleId, target.block, target.sentence)
    : cellKey(target.ruleId, target.block, target.row, target.column)
}

/** Where a key says that its sentence stands in a Draft; a cell is known by its block alone. */
export function readTargetKey(key: string): {
  ruleId: string
  block: number
  sentence: number | null
} {
  const [, ruleId = '', block, sentence] = /^(.*)\/(\d+)\/(?:s(\d+)|r\d+c\d+)$/s.exec(key) ?? []
  if (block === undefined) throw new Error(`no key of a target: ${key}`)
  return {
    ruleId,
    block: Number(block),
    sentence: sentence === undefined ? null : Number(sentence),
  }
}
