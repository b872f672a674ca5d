import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { TemplateDetails } from '../../../shared/contract/templates.ts'

type TemplateUpload = {
  readonly isSending: boolean
  readonly problem: ProblemDetails | undefined
  readonly send: (file: File) => void
  /** Sends the file that was not taken once more. */
  readonly sendAgain: () => void
}

export function useTemplateUpload(
  client: Client,
  onAdded: (details: TemplateDetails) => void,
): TemplateUpload {
  const [file, setFile] = useState<File>()
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const send = (sent: File) => {
    setFile(sent)
    setSending(true)
    setProblem(undefined)
    client
      .addTemplate(sent)
      .then(onAdded, (error: unknown) => setProblem(problemOf(error)))
      .finally(() => setSending(false))
  }
  return { isSending, problem, send, sendAgain: () => file && send(file) }
}
