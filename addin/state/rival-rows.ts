import type { DraftPartAnswer, LockedWords, RivalResponse } from '../../shared/contract/rivals.ts'

/** A sentence or cell of the present section beside the one that the rival has in its place. */
export type RivalRow = {
  readonly present: DraftPartAnswer | null
  readonly rival: DraftPartAnswer | null
  readonly differs: boolean
}

/** Both drafts in their order: what they share once, what differs side by side. */
export function listRivalRows({ present, rival, differences }: RivalResponse): readonly RivalRow[] {
  const [now, then] = [present.parts, rival?.parts ?? []]
  const rows: RivalRow[] = []
  let [i, j] = [0, 0]
  const share = (untilPresent: number, untilRival: number) => {
    while (i < untilPresent && j < untilRival) {
      rows.push({ present: now[i++] ?? null, rival: then[j++] ?? null, differs: false })
    }
  }
  for (const one of differences) {
    share(one.present ?? now.length, one.rival ?? then.length)
    const [old, fresh] = [one.present, one.rival].map((at) => at ?? -1)
    rows.push({ present: now[old ?? -1] ?? null, rival: then[fresh ?? -1] ?? null, differs: true })
    if (one.present !== null) i = one.present + 1
    if (one.rival !== null) j = one.rival + 1
  }
  share(now.length, then.length)
  return rows
}

/** Rows to be looked at, and between them runs of those that are the same in both and not locked. */
type RivalGroup = { readonly isSame: boolean; readonly rows: readonly RivalRow[] }

export function groupRivalRows(rows: readonly RivalRow[]): readonly RivalGroup[] {
  return rows.reduce<RivalGroup[]>((groups, row) => {
    const isSame = !row.differs && row.present?.is_kept !== true
    const last = groups.at(-1)
    const joins = isSame && last?.isSame
    return joins
      ? [...groups.slice(0, -1), { isSame, rows: [...last.rows, row] }]
      : [...groups, { isSame, rows: [row] }]
  }, [])
}

/** The words that the writer locks, as the server takes them. */
export function listKept(texts: ReadonlySet<string>): LockedWords[] {
  return [...texts].map((exact) => ({ exact, prefix: '', suffix: '' }))
}

/** Those that the rival was composed with. */
export function findKept({ present }: RivalResponse): ReadonlySet<string> {
  return new Set(present.parts.flatMap(({ is_kept, text }) => (is_kept ? text : [])))
}

export function isSameKept(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((text) => b.has(text))
}

/** How many sentences and cells differ, of how many. */
export function describeRival(rows: readonly RivalRow[]): string {
  const number = rows.filter(({ differs }) => differs).length
  if (number === 0) return `The new draft says the same in all ${rows.length} sentences and cells.`
  const verb = number === 1 ? 'differs' : 'differ'
  return `${number} of ${rows.length} sentences and cells ${verb}.`
}
