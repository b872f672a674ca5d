import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { Suspense, useState } from 'react'
import { OpenSourceProvider } from '../components/OpenSource.tsx'
import { useDoneStep } from '../first-run.ts'
import type { SendLog } from '../send-log.ts'
import { findNamedPanel, panelTable, type PanelName, type PanelProps } from './panel-table.ts'
import { DocumentHeader } from './Sources/DocumentHeader.tsx'
import { Room } from './Sources/Room.tsx'
import { useOpenDocument } from './Sources/use-open-document.ts'
import { useSentVersion } from './Sources/use-sent-version.ts'

export type PanelsProps = PanelProps & { readonly sends: SendLog }

/** The tabs of the pane; a panel that was shown once stays as it is while another is looked at. */
export function Panels({ sends, ...props }: PanelsProps) {
  const styles = useStyles()
  const { shown, visited, show } = useShownPanel()
  const { document, dispatch, sending } = useOpenDocument(props.host, props.client)
  useDoneStep('open', document.status === 'open')
  useSentVersion(sends, props.client, document, dispatch)
  const change = () =>
    dispatch({ type: props.host.description.ownsDocument ? 'identify_again' : 'closed' })
  return (
    <OpenSourceProvider client={props.client}>
      <div className={styles.panels}>
        <Tabs shown={shown} onShow={show} />
        {document.status === 'open' && (
          <DocumentHeader
            document={document}
            isSent={props.host.description.ownsDocument}
            onChange={change}
          />
        )}
        {panelTable.map(({ name, label, Panel }) => (
          <div key={name} {...panelOf(name, shown)}>
            {document.status === 'open' && visited.includes(name) && (
              <Suspense fallback={<Spinner size="tiny" label={`Opening ${label}…`} />}>
                <Panel {...props} document={document} key={document.documentId} />
              </Suspense>
            )}
            {document.status !== 'open' && name === shown && (
              <Room {...props} {...{ document, sending, dispatch }} onChange={change} />
            )}
          </div>
        ))}
      </div>
    </OpenSourceProvider>
  )
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
        <Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`}>
          {label}
        </Tab>
      ))}
    </TabList>
  )
}

function useShownPanel() {
  const [shown, setShown] = useState(findFirstPanel)
  const [visited, setVisited] = useState<readonly PanelName[]>([shown])
  const show = (name: PanelName) => {
    setShown(name)
    if (!visited.includes(name)) setVisited([...visited, name])
  }
  return { shown, visited, show }
}

function findFirstPanel(): PanelName {
  return findNamedPanel(location.search) ?? 'sources'
}

function panelOf(name: PanelName, shown: PanelName) {
  return {
    role: 'tabpanel',
    id: `panel-${name}`,
    'aria-labelledby': `tab-${name}`,
    hidden: name !== shown,
  }
}

const useStyles = makeStyles({
  panels: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // Four of them stand in one line at 320 pixels; what a translation makes longer goes below.
  tabs: { flexWrap: 'wrap', marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` },
})
