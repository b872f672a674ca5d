import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { saveBytes, saveLink } from '../../host/save-file.ts'
import { toAddress } from '../../state/link-address.ts'

type Download = {
  readonly isFetching: boolean
  readonly problem: ProblemDetails | undefined
  readonly fetchDocx: () => void
  readonly fetchPdf: () => void
}

/** Hands the document's file to the browser. */
export function useDownload(client: Client, documentId: string, documentName: string): Download {
  const [isFetching, setFetching] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const run = (fetching: Promise<void>) => {
    setFetching(true)
    setProblem(undefined)
    fetching
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => setFetching(false))
  }
  return {
    isFetching,
    problem,
    fetchDocx: () =>
      run(
        client
          .getDownloadLink(documentId)
          .then(({ download_url: url, file_name: name }) => saveLink(toAddress(url), name)),
      ),
    fetchPdf: () =>
      run(
        client
          .getFile(documentId, { format: 'pdf' })
          .then((bytes) => saveBytes(bytes, `${documentName}.pdf`)),
      ),
  }
}
