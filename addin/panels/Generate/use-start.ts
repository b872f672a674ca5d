import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { GenerateRequest } from '../../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'

export type Start = {
  readonly isStarting: boolean
  readonly problem: ProblemDetails | undefined
  /** Has the document made; `onStarted` is given its id. */
  readonly start: (request: GenerateRequest) => void
}

export function useStart(client: Client, onStarted: (documentId: string) => void): Start {
  const [isStarting, setStarting] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const start = (request: GenerateRequest) => {
    setStarting(true)
    setProblem(undefined)
    client
      .generateDocument(request)
      .then(
        ({ task_id: documentId }) => onStarted(documentId),
        (error: unknown) => setProblem(problemOf(error)),
      )
      .finally(() => setStarting(false))
  }
  return { isStarting, problem, start }
}
