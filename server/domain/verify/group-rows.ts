import type { ClaimEvidence } from './verdict.ts'

/** Cells of one row of one table of a source are one evidence, anything else is one of its own. */
export function groupRows<Of extends { readonly one: ClaimEvidence }>(
  evidence: readonly Of[],
): readonly (readonly Of[])[] {
  return group(evidence, (one) => nameTable(one) && [nameTable(one), one.cell?.reference.rowPath])
}

/** Cells of one table of a source are one evidence, anything else is one of its own. */
export function groupTables<Of extends { readonly one: ClaimEvidence }>(
  evidence: readonly Of[],
): readonly (readonly Of[])[] {
  return group(evidence, nameTable)
}

function group<Of extends { readonly one: ClaimEvidence }>(
  evidence: readonly Of[],
  nameOf: (one: ClaimEvidence) => unknown,
): readonly (readonly Of[])[] {
  const groups = new Map<string, Of[]>()
  for (const [at, indexed] of evidence.entries()) {
    const name = JSON.stringify(nameOf(indexed.one) ?? at)
    groups.set(name, [...(groups.get(name) ?? []), indexed])
  }
  return [...groups.values()]
}

function nameTable({ cell, sourceTextId, context }: ClaimEvidence): unknown {
  return cell ? [sourceTextId, context, cell.reference.tableNumber] : undefined
}
