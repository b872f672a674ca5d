import { dimensions, type Dimension, type Grid, type Place } from './read-grid.ts'
import { valueAt } from './telling.ts'

/**
 * True where the table shows that what stands at one place is counted in what stands at another: below its total,
 * "injurious falls" beside "falls", a column that makes up the other one together with a third, or whose share of it
 * stands in a column of its own.
 */
export function isPartOf(grid: Grid, whole: Place, part: Place): boolean {
  const differs = dimensions.filter((one) => whole[one] !== part[one])
  const [dimension, ...others] = differs
  if (dimension === undefined) return true
  if (others.length > 0 || dimension === 'group') return false
  const labels = grid.labels[dimension]
  const [all, own] = [labels[whole[dimension]], labels[part[dimension]]]
  if (!all || !own) return false
  if (all.isTotal && all.path.length === 1) return true
  // rows of one table of people are no parts of each other
  if (dimension === 'row') return false
  const isNamedSo = all.keys.length > 0 && all.keys.every((key) => own.keys.includes(key))
  return (
    isNamedSo ||
    isOfKind(grid, whole, part) ||
    isShared(grid, whole, part) ||
    isRated(grid, whole, part)
  )
}

/** "Active users", "privileged users": of one kind, and in no row more than the others. */
function isOfKind(grid: Grid, whole: Place, part: Place): boolean {
  const [all, own] = [grid.labels.column[whole.column], grid.labels.column[part.column]]
  const isOneKind = all?.keys.at(-1) !== undefined && all.keys.at(-1) === own?.keys.at(-1)
  const lines = listLines(grid, whole, part)
  return isOneKind && lines.length > 1 && lines.every((line) => line.own < line.all)
}

/** In every row, the column of the whole is that of the part and one other, always the same. */
function isShared(grid: Grid, whole: Place, part: Place): boolean {
  const lines = listLines(grid, whole, part)
  return grid.labels.column.some((_, other) => {
    if (other === whole.column || other === part.column) return false
    const sums = lines.flatMap(({ row, all, own }) => {
      const rest = valueAt(grid, { ...whole, row, column: other })
      return rest === undefined
        ? []
        : [{ isSum: own + rest === all, isTelling: own > 0 && rest > 0 }]
    })
    return (
      sums.length === lines.length &&
      sums.every(({ isSum }) => isSum) &&
      sums.filter(({ isTelling }) => isTelling).length > 1
    )
  })
}

/** In every row, one other column gives the share in percent. */
function isRated(grid: Grid, whole: Place, part: Place): boolean {
  const lines = listLines(grid, whole, part)
  return grid.labels.column.some((_, other) => {
    if (other === whole.column || other === part.column) return false
    return (
      lines.length > 1 &&
      lines.every(({ row, all, own }) => {
        const rate = valueAt(grid, { ...whole, row, column: other })
        return rate !== undefined && all > 0 && Math.abs((own / all) * 100 - rate) <= 0.051
      })
    )
  })
}

function listLines(grid: Grid, whole: Place, part: Place) {
  const lines = grid.labels.row.flatMap((_, row) => {
    const [all, own] = [valueAt(grid, { ...whole, row }), valueAt(grid, { ...part, row })]
    return all === undefined || own === undefined ? [] : [{ row, all, own }]
  })
  return lines.length > 1 ? lines : []
}

/** True where a total is the sum of what stands beside it. */
export function isSumOfAll(grid: Grid, dimension: Dimension, total: Place): boolean {
  const labels = grid.labels[dimension]
  const own = labels[total[dimension]]
  const values = labels.flatMap((label, at) => {
    const value = valueAt(grid, { ...total, [dimension]: at })
    return label === own || label.isTotal || value === undefined ? [] : [value]
  })
  const sum = values.reduce((all, one) => all + one, 0)
  return values.length > 1 && Math.abs(sum - (valueAt(grid, total) ?? NaN)) < 1e-6
}
