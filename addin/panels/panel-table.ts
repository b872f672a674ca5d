import { lazy, type ComponentType } from 'react'
import type { Client } from '../../client/create-client.ts'
import type { DocumentHost } from '../host/host.ts'
import type { OpenDocument } from '../state/open-document.ts'

/** What every panel is given. */
export type PanelProps = {
  readonly host: DocumentHost
  readonly client: Client
  readonly onOpenSettings: () => void
}

/** What a panel is given that works on the open document; another document is another panel. */
export type DocumentPanelProps = PanelProps & {
  readonly document: Extract<OpenDocument, { status: 'open' }>
}

type PanelEntry = {
  /** As `?panel=` in the page's address names it. */
  readonly name: string
  readonly label: string
  readonly Panel: ComponentType<DocumentPanelProps>
}

/** The panels in the order of their tabs; each is loaded when it is first shown. */
export const panelTable = [
  {
    name: 'sources',
    label: 'Sources',
    Panel: lazy(async () => ({
      default: (await import('./Sources/SourcesPanel.tsx')).SourcesPanel,
    })),
  },
  {
    name: 'chat',
    label: 'Chat',
    Panel: lazy(async () => ({ default: (await import('./Chat/ChatPanel.tsx')).ChatPanel })),
  },
  {
    name: 'check',
    label: 'Check',
    Panel: lazy(async () => ({ default: (await import('./Check/CheckPanel.tsx')).CheckPanel })),
  },
] as const satisfies readonly PanelEntry[]

export type PanelName = (typeof panelTable)[number]['name']

export function getPanel(name: PanelName): (typeof panelTable)[number] {
  return panelTable.find((panel) => panel.name === name) ?? panelTable[0]
}

/** The panel that the page's address names; undefined for none, or one that there is not. */
export function findNamedPanel(search: string): PanelName | undefined {
  const named = new URLSearchParams(search).get('panel')
  return panelTable.find(({ name }) => name === named)?.name
}
