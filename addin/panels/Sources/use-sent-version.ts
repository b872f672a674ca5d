import { useEffect } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { SendLog } from '../../send-log.ts'
import type { OpenDocument, OpenDocumentEvent } from '../../state/open-document.ts'
import { findNewestVersion } from './newest-version.ts'

/** Whatever panel sends the open document: the version that is shown is the one the server has then. */
export function useSentVersion(
  sends: SendLog,
  client: Client,
  document: OpenDocument,
  dispatch: (event: OpenDocumentEvent) => void,
): void {
  const documentId = document.status === 'open' ? document.documentId : undefined
  useEffect(() => {
    if (documentId === undefined) return
    return sends.subscribe(() => {
      if (sends.readLast()?.documentId !== documentId) return
      client.getDocument(documentId).then(
        (details) => {
          const version = findNewestVersion(details)
          if (version) dispatch({ type: 'version_made', documentId, version })
        },
        // The banner says that the server is away; the next sending asks again.
        () => {},
      )
    })
  }, [sends, client, documentId, dispatch])
}
