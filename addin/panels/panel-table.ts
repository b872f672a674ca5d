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
  /** Shows a document beside the pane, or this one anew, at a section where one is named. */
  readonly onOpenDocument: (documentId: string, sectionId?: string) => void
}

/** What a panel is given that needs no open document, but may have one made or opened. */
export type LonePanelProps = PanelProps & {
  /** The document whose run is looked at; null for none. */
  readonly followedId: string | null
  readonly onFollow: (documentId: string | null) => void
  /** Shows a document beside the pane, at a section where one is named. */
  readonly onOpenDocument: (documentId: string, sectionId?: string) => void
}

type PanelEntry = {
  /** As `?panel=` in the page's address names it. */
  readonly name: string
  readonly label: string
} & (
  | { readonly Panel: ComponentType<DocumentPanelProps> }
  | { readonly LonePanel: ComponentType<LonePanelProps> }
)

const loads = {
  sources: () => import('./Sources/SourcesPanel.tsx'),
  chat: () => import('./Chat/ChatPanel.tsx'),
  generate: () => import('./Generate/GeneratePanel.tsx'),
  check: () => import('./Check/CheckPanel.tsx'),
}

/** The panels in the order of their tabs; each is loaded when it is first shown. */
export const panelTable = [
  {
    name: 'sources',
    label: 'Sources',
    Panel: lazy(async () => ({ default: (await loads.sources()).SourcesPanel })),
  },
  {
    name: 'chat',
    label: 'Chat',
    Panel: lazy(async () => ({ default: (await loads.chat()).ChatPanel })),
  },
  {
    name: 'generate',
    label: 'Generate',
    LonePanel: lazy(async () => ({ default: (await loads.generate()).GeneratePanel })),
  },
  {
    name: 'check',
    label: 'Check',
    Panel: lazy(async () => ({ default: (await loads.check()).CheckPanel })),
  },
] as const satisfies readonly PanelEntry[]

export type PanelName = (typeof panelTable)[number]['name']

/** Loads a panel while its document is being opened; what fails is tried again when it is shown. */
export function preloadPanel(name: PanelName): void {
  loads[name]().catch(() => undefined)
}

export function needsDocument(name: PanelName): boolean {
  return panelTable.some((panel) => panel.name === name && 'Panel' in panel)
}

/** The panel that the page's address names; undefined for none, or one that there is not. */
export function findNamedPanel(search: string): PanelName | undefined {
  const named = new URLSearchParams(search).get('panel')
  return panelTable.find(({ name }) => name === named)?.name
}
