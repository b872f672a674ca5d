import type { ComparedCell } from './compared-cell.ts'
import type { Statistic } from '../check/named-rows.ts'

/** One of the things that a series compares: a group in a row of results, a row in a column, a time. */
export type Entry = {
  /** Equal for what is the same group or row in every series of a table. */
  readonly party: string
  /** As the table calls it. */
  readonly label: string
  readonly cell: ComparedCell
}

/** Values of one table that can be held against each other, and what names them together. */
export type Series = {
  readonly axis: 'groups' | 'rows' | 'times' | 'columns' | 'pairs'
  readonly entries: readonly Entry[]
  /** All groups together; undefined where the table doesn't give them. */
  readonly total: ComparedCell | undefined
  /** How many its rows share out among them, where a row of their block says so ("n"). */
  readonly base: ComparedCell | undefined
  /** Keys of what it is of, all of which a sentence has to name; empty where the table's title says it. */
  readonly own: readonly string[]
  /** Keys of everything that names it: groups above it, times, what stands in brackets. */
  readonly named: ReadonlySet<string>
  /** Keys of the names above: a group of rows. */
  readonly above: ReadonlySet<string>
  /** The group whose column it is, where it does not compare groups; '' for all or without groups. */
  readonly group: string
  /** Keys of a group of reasons that it stands in. */
  readonly reason: ReadonlySet<string>
  readonly statistics: readonly Statistic[]
  /** Of a series of least values, that of the greatest. */
  readonly greatest: Series | undefined
  readonly isChange: boolean
  /** "Any adverse event": what the table's title names needs no name of its own. */
  readonly isOfAll: boolean
  readonly isOfEvents: boolean
  /** Rows of a record, and no groups beside each other. */
  readonly isRecord: boolean
  /** Keys of the block that rows are compared in; a sentence names it. */
  readonly block: ReadonlySet<string>
  /** Of two columns beside each other, of which the entries are the first: what tells each of them. */
  readonly pair?: readonly [PairedColumn, PairedColumn]
  /** Path of the names, for the reader. */
  readonly title: string
}

export type PairedColumn = {
  /** Keys that the other one's name has not. */
  readonly keys: readonly string[]
  readonly cells: ReadonlyMap<string, ComparedCell>
}
