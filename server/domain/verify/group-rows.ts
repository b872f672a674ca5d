import type { ClaimEvidence } from './verdict.ts'

/** Cells of one row of one table of a source are one evidence, anything else is one of its own. */
export function groupRows<Of extends { readonly one: ClaimEvidence }>(
  evidence: readonly Of[],
): readonly (readonly Of[])[] {
  const rows = new Map<string, Of[]>()
  for (const [at, indexed] of evidence.entries()) {
    const row = nameRow(indexed.one) ?? String(at)
    rows.set(row, [...(rows.get(row) ?? []), indexed])
  }
  return [...rows.values()]
}

function nameRow({ cell, sourceTextId, context }: ClaimEvidence): string | undefined {
  if (!cell) return undefined
  const { tableNumber, rowPath } = cell.reference
  return JSON.stringify([sourceTextId, context, tableNumber, rowPath])
}
