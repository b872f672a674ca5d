import type { Milestone } from './stored-work.ts'

/** Milliseconds since 1970. */
export type Kill = { readonly at: number; readonly answersAgainAt: number }

export type JudgedKill = {
  /** The last that was stored before it. */
  readonly after: string
  readonly downSeconds: number
  /** How much later than undisturbed the next piece of work was stored; kills in one gap share. */
  readonly costSeconds: number
}

/**
 * What each kill cost that hit a working run. Both runs store the same pieces of work in much the
 * same order, so the gap between two of them in one run is held against the same gap in the other.
 */
export function judgeKills(
  kills: readonly Kill[],
  killed: readonly Milestone[],
  calm: readonly Milestone[],
): readonly JudgedKill[] {
  const hits = kills
    .map((kill) => ({ ...kill, done: killed.filter(({ at }) => at <= kill.at).length }))
    .filter(({ done }) => done < killed.length)
  return hits.map(({ at, answersAgainAt, done }) => {
    const sharing = hits.filter((other) => other.done === done).length
    const cost = gapBehind(killed, done, at) - gapBehind(calm, done)
    return {
      after: killed[done - 1]?.name ?? 'nothing',
      downSeconds: (answersAgainAt - at) / 1000,
      costSeconds: cost / 1000 / sharing,
    }
  })
}

/** Milliseconds between the last of `done` milestones and the next; before the first there is no gap. */
function gapBehind(milestones: readonly Milestone[], done: number, begin = 0): number {
  const next = milestones[done]?.at ?? 0
  const last = milestones[done - 1]?.at
  if (last !== undefined) return next - last
  return begin === 0 ? 0 : next - begin
}
