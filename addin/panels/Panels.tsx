import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useState } from 'react'
import { SourcesPanel, type SourcesPanelProps } from './Sources/SourcesPanel.tsx'

type PanelName = 'sources' | 'chat'

/** Both stay as they are while the other is looked at; the chat is loaded when it is first opened. */
export function Panels(props: SourcesPanelProps) {
  const styles = useStyles()
  const [shown, setShown] = useState<PanelName>('sources')
  const [wasChatOpen, setChatOpen] = useState(false)
  const show = (name: PanelName) => {
    setShown(name)
    if (name === 'chat') setChatOpen(true)
  }
  return (
    <div className={styles.panels}>
      <TabList selectedValue={shown} onTabSelect={(_, { value }) => show(value as PanelName)}>
        <Tab value="sources" {...tabOf('sources')}>
          Sources
        </Tab>
        <Tab value="chat" {...tabOf('chat')}>
          Chat
        </Tab>
      </TabList>
      <div {...panelOf('sources', shown)}>
        <SourcesPanel {...props} />
      </div>
      <div {...panelOf('chat', shown)}>{wasChatOpen && <Chat {...props} />}</div>
    </div>
  )
}

function Chat({ host, client, document, onOpenSettings }: SourcesPanelProps) {
  return (
    <Suspense fallback={<Spinner size="tiny" label="Opening the chat…" />}>
      <ChatPanel
        client={client}
        documentId={document.documentId}
        editor={host.editor}
        onOpenSettings={onOpenSettings}
      />
    </Suspense>
  )
}

const ChatPanel = lazy(async () => ({
  default: (await import('./Chat/ChatPanel.tsx')).ChatPanel,
}))

function tabOf(name: PanelName) {
  return { id: `tab-${name}`, 'aria-controls': `panel-${name}` }
}

function panelOf(name: PanelName, shown: PanelName) {
  const isHidden = name !== shown
  return {
    role: 'tabpanel',
    id: `panel-${name}`,
    'aria-labelledby': `tab-${name}`,
    hidden: isHidden,
  }
}

const useStyles = makeStyles({
  panels: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})
