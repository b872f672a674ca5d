import { useCallback, useRef } from 'react'
import type { Client } from '../../../client/create-client.ts'
import { createDescriber, type Description } from '../../../shared/text/describe.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import type { DocumentHost } from '../../host/host.ts'
import { useNotice } from '../Sources/use-notice.ts'

/** Words of the document, by their place in the text of one version. */
type DocumentPlace = TextRange & { readonly version: number }

export type GoTo = (place: DocumentPlace) => void

/** Brings words into view in the document; the notice says it when they are not there any more. */
export function useGoTo(
  host: DocumentHost,
  client: Client,
  documentId: string,
): [notice: string, goTo: GoTo] {
  const [notice, report] = useNotice()
  const known = useRef<KnownText>(undefined)
  const goTo = useCallback<GoTo>(
    (place) => {
      if (known.current?.version !== place.version) {
        known.current = { version: place.version, describe: loadText(client, documentId, place) }
      }
      const found = known.current.describe.then((describe) => {
        const { quote, position } = describe(place)
        return host.markQuote(quote, position)
      })
      // the text is asked for again next time
      found.catch(() => (known.current = undefined))
      report(found, 'These words are not in the document as it is shown.')
    },
    [host, client, documentId, report],
  )
  return [notice, goTo]
}

type KnownText = {
  readonly version: number
  readonly describe: Promise<(range: TextRange) => Description>
}

async function loadText(
  client: Client,
  documentId: string,
  { version }: DocumentPlace,
): Promise<(range: TextRange) => Description> {
  const { text } = await client.getDocumentText(documentId, version)
  return createDescriber(text)
}
