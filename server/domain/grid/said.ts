import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { isControl } from '../verify/arms.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import { findLabels, type Mention, type Told } from './find-labels.ts'
import { keyOf, listMeasures } from './label.ts'
import { dimensions, total, type Dimension, type Grid } from './read-grid.ts'
import { readNones, readValues, type Value } from './read-values.ts'

/** A typed sentence as one table reads it. */
export type Said = Told & {
  readonly grid: Grid
  /** Keys of the headings that the sentence stands below. */
  readonly headings: ReadonlySet<string>
  readonly mentions: Readonly<Record<Dimension, readonly Mention[]>>
  readonly values: readonly Value[]
  /** As long as the text: names of groups, rows and columns are "§", "¶" and "¤" all over. */
  readonly masked: string
}

const signs: Readonly<Record<Dimension, string>> = { group: '§', row: '¶', column: '¤' }

export function readSaid(text: string, headings: readonly string[], grid: Grid): Said {
  const { table, labels } = grid
  const tokens = readStatement(text, table.findArms)
  const told = { text, tokens, measures: listMeasures(text) }
  const groups = table.findArms(text).flatMap(({ arm, range }): readonly Mention[] => {
    const at = labels.group.findIndex((one) => one.arm === arm)
    return at < 0 ? [] : [{ at, range, ranges: [range] }]
  })
  const mentions = {
    group: groups,
    row: findLabels(told, labels.row, grid),
    column: findLabels(told, labels.column, grid),
  }
  const named = dimensions.flatMap((one) => mentions[one].flatMap(({ ranges }) => ranges))
  const free = tokens.filter(
    (token, at): token is Extract<Token, { kind: 'number' }> =>
      token.kind === 'number' &&
      !named.some((range) => rangesOverlap(range, token.range)) &&
      !isName(tokens, at, text, grid) &&
      !isLevel(text, token.range),
  )
  const nones = readNones(text).filter(
    ({ range }) => !named.some((one) => rangesOverlap(one, range)),
  )
  const masked = mask(text, mentions)
  const values = [...readValues(text, masked, free), ...nones].toSorted(
    (a, b) => a.range.start - b.range.start,
  )
  const below = headings.flatMap((words) => readStatement(words, table.findArms)).map(keyOf)
  return { ...told, grid, headings: new Set(below), mentions, values, masked }
}

/**
 * "§ differed from placebo by": the row of the differences from placebo, in the column of the other group; as it
 * is where no row or column gives differences from a group that the sentence names.
 */
export function readDifference(said: Said): Said {
  const { grid, mentions, measures: told } = said
  if (!told.has('difference')) return said
  const found = (['row', 'column'] as const).flatMap((dimension) =>
    grid.labels[dimension].flatMap((label, at) => {
      const own = grid.table.findArms(label.words).map(({ arm }) => arm)
      const controls = grid.labels.group.map(({ arm }) => arm).filter(isControl)
      const arms = own.length === 0 && controls.length === 1 ? controls : own
      const named = mentions.group.filter(({ at: one }) =>
        arms.includes(grid.labels.group[one]?.arm ?? ''),
      )
      const isMeant =
        label.measures.has('difference') && arms.length > 0 && named.length === new Set(arms).size
      return isMeant ? [{ dimension, at, named }] : []
    }),
  )
  const [one, ...others] = found
  if (!one || others.length > 0) return said
  const ranges = one.named.map(({ range }) => range)
  const [range] = ranges
  if (!range) return said
  const group = mentions.group.filter((mention) => !one.named.includes(mention))
  return {
    ...said,
    mentions: { ...mentions, group, [one.dimension]: [{ at: one.at, range, ranges }] },
  }
}

/** "Week 12" of the title. */
function isName(tokens: readonly Token[], at: number, text: string, { around }: Grid): boolean {
  const token = tokens[at]
  return token !== undefined && around.has(keyOf(token)) && isNamedNumber(tokens, at, text)
}

/** "95% CI". */
function isLevel(text: string, { end }: TextRange): boolean {
  return /^\s*(?:CI\b|confidence)/i.test(text.slice(end))
}

function mask(text: string, mentions: Said['mentions']): string {
  return dimensions.reduce(
    (masked, one) =>
      mentions[one].reduce(
        (rest, { range: { start, end } }) =>
          rest.slice(0, start) + signs[one].repeat(end - start) + rest.slice(end),
        masked,
      ),
    text,
  )
}

/** The index of the label of all groups, or of all rows; undefined where the table gives none. */
export function findTotal({ labels }: Grid, dimension: Dimension): number | undefined {
  const own = labels[dimension]
  const totals = own.flatMap(({ isTotal, arm, path }, at) =>
    arm === total || (isTotal && path.length === 1) ? [at] : [],
  )
  return totals.length === 1 ? totals[0] : undefined
}
