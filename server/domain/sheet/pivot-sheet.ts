import { findAxes, type Axis, type Fact, type Pivot } from './pivot-axes.ts'
import {
  createSlot,
  fail,
  type Sheet,
  type SheetColumn,
  type SheetResult,
  type SheetRow,
  type Slot,
} from './sheet.ts'

/**
 * Turns a table: its values stand where the names of the chosen axes cross (pivot-axes.ts). Rows of
 * several levels become groups, columns of several levels heads over heads.
 */
export function pivotSheet(sheet: Sheet, pivot: Pivot): SheetResult {
  const facts = listFacts(sheet)
  if (facts.length === 0) return fail('no_match', 'the chosen rows and columns hold no value')
  const axes = findAxes(sheet, facts, pivot)
  if (axes.outcome === 'failed') return axes
  const rows = createTree()
  const columns = createTree()
  const values = new Map<TreeNode, Map<TreeNode, Slot>>()
  for (const fact of facts) {
    const row = rows.add(axes.rows.flatMap(({ read }) => read(fact)))
    const column = columns.add(axes.columns.flatMap(({ read }) => read(fact)))
    const line = values.get(row) ?? new Map<TreeNode, Slot>()
    values.set(row, line)
    if ((line.get(column) ?? fact.value) !== fact.value) return twins(row, column)
    line.set(column, fact.value)
  }
  return { outcome: 'made', sheet: buildSheet(axes.rows, rows.list(), columns.list(), values) }
}

function listFacts(sheet: Sheet): readonly Fact[] {
  return sheet.rows
    .filter((row) => !row.isGroup)
    .flatMap((row) =>
      sheet.columns.flatMap((column, index) => {
        const value = row.values[index]
        return value ? [{ row, column, value }] : []
      }),
    )
}

/** Names below names, in the order in which they first came. */
type TreeNode = {
  readonly slots: readonly Slot[]
  readonly children: Map<string, TreeNode>
  /** True where values stand, not only other names. */
  hasValues: boolean
}

function createTree(): {
  add(slots: readonly Slot[]): TreeNode
  list(): readonly TreeNode[]
} {
  const root: TreeNode = { slots: [], children: new Map(), hasValues: false }
  return {
    add: (slots) => {
      const node = slots.reduce(descend, root)
      node.hasValues = true
      return node
    },
    list: () => listBelow(root),
  }
}

/** The first cell that says a name is the one that is cited for it. */
function descend(parent: TreeNode, slot: Slot): TreeNode {
  const known = parent.children.get(slot.text)
  if (known) return known
  const node = { slots: [...parent.slots, slot], children: new Map(), hasValues: false }
  parent.children.set(slot.text, node)
  return node
}

function listBelow(node: TreeNode): readonly TreeNode[] {
  return [...node.children.values()].flatMap((child) => [child, ...listBelow(child)])
}

function buildSheet(
  axes: readonly Axis[],
  rows: readonly TreeNode[],
  nodes: readonly TreeNode[],
  values: ReadonlyMap<TreeNode, ReadonlyMap<TreeNode, Slot>>,
): Sheet {
  const columns = nodes.filter(({ hasValues }) => hasValues)
  const headerRowCount = Math.max(1, ...columns.map(({ slots }) => slots.length))
  const corner = axes.at(-1)?.name ?? createSlot('')
  return {
    headerRowCount,
    headColumns: [createColumn([corner], headerRowCount)],
    columns: columns.map(({ slots }) => createColumn(slots, headerRowCount)),
    rows: rows.map((node) => createRow(node, columns, values)),
  }
}

/** The last name stands in the last header row, what it belongs to at the top. */
function createColumn(trail: readonly Slot[], headerRowCount: number): SheetColumn {
  const blanks = Array.from({ length: headerRowCount - trail.length }, () => createSlot(''))
  return {
    column: undefined,
    path: trail.map(({ text }) => text),
    trail,
    heads: [...trail.slice(0, -1), ...blanks, ...trail.slice(-1)],
  }
}

function createRow(
  node: TreeNode,
  columns: readonly TreeNode[],
  values: ReadonlyMap<TreeNode, ReadonlyMap<TreeNode, Slot>>,
): SheetRow {
  return {
    source: undefined,
    path: node.slots.map(({ text }) => text),
    axes: [node.slots],
    depth: Math.max(0, node.slots.length - 1),
    isGroup: !node.hasValues,
    isMet: true,
    heads: [node.slots.at(-1)],
    values: columns.map((column) => values.get(node)?.get(column)),
  }
}

function twins(row: TreeNode, column: TreeNode): SheetResult {
  const nameOf = ({ slots }: TreeNode) => slots.map(({ text }) => text).join(' > ')
  const message = `two values of the table stand at ${nameOf(row)} and ${nameOf(column)}`
  return fail('ambiguous', message)
}
