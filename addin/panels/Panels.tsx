import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { Suspense, useState } from 'react'
import { OpenSourceProvider } from '../components/OpenSource.tsx'
import { findNamedPanel, panelTable, type PanelName, type PanelProps } from './panel-table.ts'
import { DocumentLine, Room } from './Sources/Room.tsx'
import { useOpenDocument } from './Sources/use-open-document.ts'

/** The tabs of the pane; a panel that was shown once stays as it is while another is looked at. */
export function Panels(props: PanelProps) {
  const styles = useStyles()
  const { shown, visited, show } = useShownPanel()
  const [document, dispatch] = useOpenDocument(props.host, props.client)
  const change = () =>
    dispatch({ type: props.host.description.ownsDocument ? 'identify_again' : 'closed' })
  return (
    <OpenSourceProvider client={props.client}>
      <div className={styles.panels}>
        <TabList
          size="small"
          className={styles.tabs}
          selectedValue={shown}
          onTabSelect={(_, { value }) => show(value as PanelName)}
        >
          {panelTable.map(({ name, label }) => (
            <Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`}>
              {label}
            </Tab>
          ))}
        </TabList>
        {document.status === 'open' && (
          <DocumentLine host={props.host} document={document} onChange={change} />
        )}
        {panelTable.map(({ name, label, Panel }) => (
          <div key={name} {...panelOf(name, shown)}>
            {document.status === 'open' && visited.includes(name) && (
              <Suspense fallback={<Spinner size="tiny" label={`Opening ${label}…`} />}>
                <Panel {...props} document={document} key={document.documentId} />
              </Suspense>
            )}
            {document.status !== 'open' && name === shown && (
              <Room {...props} document={document} dispatch={dispatch} onChange={change} />
            )}
          </div>
        ))}
      </div>
    </OpenSourceProvider>
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
