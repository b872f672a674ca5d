import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { Suspense, useEffect, useState } from 'react'
import { OpenSourceProvider } from '../components/OpenSource.tsx'
import { useDoneStep } from '../first-run.ts'
import type { DocumentHost } from '../host/host.ts'
import type { SendLog } from '../send-log.ts'
import type { OpenDocument } from '../state/open-document.ts'
import { keepFollowedDocument, readFollowedDocument } from './followed-document.ts'
import {
  findNamedPanel,
  needsDocument,
  panelTable,
  preloadPanel,
  type LonePanelProps,
  type PanelName,
  type PanelProps,
} from './panel-table.ts'
import { DocumentHeader } from './Sources/DocumentHeader.tsx'
import { Room, type RoomProps } from './Sources/Room.tsx'
import { useOpenDocument } from './Sources/use-open-document.ts'
import { useSentVersion } from './Sources/use-sent-version.ts'

type PanelsProps = PanelProps & { readonly sends: SendLog }

/** The tabs of the pane; a panel that was shown once stays as it is while another is looked at. */
export function Panels(props: PanelsProps) {
  const styles = useStyles()
  const { shown, visited, show } = useShownPanel()
  const { room, lone } = useRooms(props, visited.some(needsDocument), show)
  const { document, onChange } = room
  const { ownsDocument } = props.host.description
  return (
    <OpenSourceProvider client={props.client}>
      <div className={styles.panels}>
        <Tabs shown={shown} onShow={show} />
        {document.status === 'open' && needsDocument(shown) && (
          <DocumentHeader document={document} isSent={ownsDocument} onChange={onChange} />
        )}
        {panelTable.map(({ name }) => (
          <div key={name} {...panelOf(name, shown)}>
            {visited.includes(name) && (
              <PanelBody name={name} isShown={name === shown} room={room} lone={lone} />
            )}
          </div>
        ))}
      </div>
    </OpenSourceProvider>
  )
}

/** What panels are given that need a document, and what those that need none. */
function useRooms(
  { sends, ...props }: PanelsProps,
  isWanted: boolean,
  show: (name: PanelName) => void,
) {
  const { host, client } = props
  const [followedId, onFollow] = useFollowedDocument()
  const opened = useOpenDocument(host, client, isWanted)
  const { document, dispatch } = opened
  useDoneStep('open', document.status === 'open')
  useSentVersion(sends, client, document, dispatch)
  const goTo = useWantedSection(host, document)
  const onChange = () =>
    dispatch({ type: host.description.ownsDocument ? 'identify_again' : 'closed' })
  const onGenerate = (documentId: string | null) => {
    if (documentId !== null) onFollow(documentId)
    show('generate')
  }
  const onOpenDocument = (documentId: string, sectionId?: string) => {
    goTo(sectionId)
    dispatch({ type: 'chosen', documentId })
    show('sources')
  }
  return {
    room: { ...props, ...opened, onChange, onGenerate },
    lone: { ...props, followedId, onFollow, onOpenDocument },
  }
}

type TabsProps = { readonly shown: PanelName; readonly onShow: (name: PanelName) => void }

function Tabs({ shown, onShow }: TabsProps) {
  const styles = useStyles()
  return (
    <TabList
      size="small"
      className={styles.tabs}
      selectedValue={shown}
      onTabSelect={(_, { value }) => onShow(value as PanelName)}
    >
      {panelTable.map(({ name, label }) => (
        <Tab key={name} value={name} id={idOfTab(name)} aria-controls={`panel-${name}`}>
          {label}
        </Tab>
      ))}
    </TabList>
  )
}

type PanelBodyProps = {
  readonly name: PanelName
  readonly isShown: boolean
  readonly room: Omit<RoomProps, 'document'> & { readonly document: OpenDocument }
  readonly lone: LonePanelProps
}

/** A panel, or what one shows that needs a document while none is open. */
function PanelBody({ name, isShown, room, lone }: PanelBodyProps) {
  const panel = panelTable.find((one) => one.name === name) ?? panelTable[0]
  const { document } = room
  const loading = <Spinner size="tiny" label={`Opening ${panel.label}…`} />
  if ('LonePanel' in panel) {
    return (
      <Suspense fallback={loading}>
        <panel.LonePanel {...lone} />
      </Suspense>
    )
  }
  if (document.status !== 'open') return isShown && <Room {...room} document={document} />
  return (
    <Suspense fallback={loading}>
      <panel.Panel
        {...room}
        onOpenDocument={lone.onOpenDocument}
        document={document}
        key={document.documentId}
      />
    </Suspense>
  )
}

function useShownPanel() {
  const [shown, setShown] = useState(findFirstPanel)
  const [visited, setVisited] = useState<readonly PanelName[]>([shown])
  useEffect(() => preloadPanel(shown), [shown])
  const show = (name: PanelName) => {
    setShown(name)
    if (!visited.includes(name)) setVisited([...visited, name])
    // what was pressed to come here may be hidden now
    document.getElementById(idOfTab(name))?.focus()
  }
  return { shown, visited, show }
}

/** A run that this tab was looking at goes on to be looked at. */
function findFirstPanel(): PanelName {
  const named = findNamedPanel(location.search)
  return named ?? (readFollowedDocument() === null ? 'sources' : 'generate')
}

function useFollowedDocument() {
  const [followedId, setFollowedId] = useState(readFollowedDocument)
  const follow = (documentId: string | null) => {
    keepFollowedDocument(documentId)
    setFollowedId(documentId)
  }
  return [followedId, follow] as const
}

/** Goes to a section once the document is open that is being opened for it. */
function useWantedSection(host: DocumentHost, document: OpenDocument) {
  const [wantedId, setWantedId] = useState<string>()
  useEffect(() => {
    if (wantedId === undefined || document.status !== 'open') return
    const section = document.sections.find(({ section_id: id }) => id === wantedId)
    // the document is open at its beginning where the heading is not found
    if (section) host.goToSection(section, document.sections).catch(() => undefined)
    setWantedId(undefined)
  }, [host, document, wantedId])
  return setWantedId
}

function idOfTab(name: PanelName): string {
  return `tab-${name}`
}

function panelOf(name: PanelName, shown: PanelName) {
  return {
    role: 'tabpanel',
    id: `panel-${name}`,
    'aria-labelledby': idOfTab(name),
    hidden: name !== shown,
  }
}

const useStyles = makeStyles({
  panels: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // Four of them stand in one line at 320 pixels; what a translation makes longer goes below.
  tabs: { flexWrap: 'wrap', marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` },
})
