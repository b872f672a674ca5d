import { Button } from '@fluentui/react-components'
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { Client } from '../../client/create-client.ts'
import type { TracedSource } from '../../shared/contract/sources.ts'
import { SourceViewer } from './SourceViewer/SourceViewer.tsx'

type OpenSource = (source: TracedSource) => void

/** Opens a source at its cited words; undefined where nothing can be opened. */
const OpenSourceContext = createContext<OpenSource | undefined>(undefined)

type OpenSourceProviderProps = { readonly client: Client; readonly children: ReactNode }

/** Lets everything below it open sources, over all of the pane. */
export function OpenSourceProvider({ client, children }: OpenSourceProviderProps) {
  const [opened, setOpened] = useState<Opened>()
  const open = useMemo<OpenSource>(
    () => (source) => setOpened({ source, opener: document.activeElement }),
    [],
  )
  const close = () => {
    setOpened(undefined)
    // The dialog is gone only behind this event.
    const { opener } = opened ?? {}
    if (opener instanceof HTMLElement) setTimeout(() => opener.focus())
  }
  return (
    <OpenSourceContext value={open}>
      {children}
      {opened && <SourceViewer client={client} source={opened.source} onClose={close} />}
    </OpenSourceContext>
  )
}

type Opened = {
  readonly source: TracedSource
  /** What gets the focus back. */
  readonly opener: Element | null
}

/** Opens the file of a source at its cited words; nothing for a source that was deleted since. */
export function OpenSourceButton({ source }: { readonly source: TracedSource }) {
  const open = useContext(OpenSourceContext)
  if (!open || source.preview_url === null) return null
  return (
    <Button
      size="small"
      aria-label={`Open the source ${source.document_source_name} at the words`}
      onClick={() => open(source)}
    >
      Open the source
    </Button>
  )
}
