import { useCallback, useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'

/** A question to the server and its last answer, which stays while it is asked again. */
export type Asked<T> = {
  readonly answer: T | undefined
  readonly problem: ProblemDetails | undefined
  readonly askAgain: () => void
}

/** Asks when `question` is another, or `revision` says that the answer may be. */
export function useAsked<T>(
  question: (signal: AbortSignal) => Promise<T>,
  revision: number,
): Asked<T> {
  const [attempt, setAttempt] = useState(0)
  const [answer, setAnswer] = useState<T>()
  const [problem, setProblem] = useState<ProblemDetails>()
  useEffect(() => {
    const ending = new AbortController()
    question(ending.signal).then(
      (given) => {
        if (ending.signal.aborted) return
        setAnswer(given)
        setProblem(undefined)
      },
      (error: unknown) => {
        if (!ending.signal.aborted) setProblem(problemOf(error))
      },
    )
    return () => ending.abort()
  }, [question, attempt, revision])
  const askAgain = useCallback(() => setAttempt((last) => last + 1), [])
  return { answer, problem, askAgain }
}
