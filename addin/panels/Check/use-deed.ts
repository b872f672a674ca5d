import { useCallback, useRef, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'

/** Something that the reader has done: one at a time, and what went wrong with the last one. */
type Deed = {
  readonly isBusy: boolean
  readonly problem: ProblemDetails | undefined
  /** Does nothing while one is under way. */
  readonly perform: (deed: () => Promise<void>) => void
}

export function useDeed(): Deed {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const isUnderWay = useRef(false)
  const perform = useCallback((deed: () => Promise<void>) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(true)
    setProblem(undefined)
    const end = (found?: ProblemDetails) => {
      isUnderWay.current = false
      setBusy(false)
      setProblem(found)
    }
    deed().then(
      () => end(),
      (error: unknown) => end(problemOf(error)),
    )
  }, [])
  return { isBusy, problem, perform }
}
