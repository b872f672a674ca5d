import { makeStyles, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useState } from 'react'
import { SourcesPanel, type SourcesPanelProps } from './Sources/SourcesPanel.tsx'

type PanelName = 'sources' | 'chat' | 'check'

/** Each stays as it is while another is looked at; all but the sources are loaded when first opened. */
export function Panels(props: SourcesPanelProps) {
  const styles = useStyles()
  const [shown, setShown] = useState<PanelName>('sources')
  const [opened, setOpened] = useState<readonly PanelName[]>([])
  const show = (name: PanelName) => {
    setShown(name)
    setOpened([...opened, name])
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
        <Tab value="check" {...tabOf('check')}>
          Check
        </Tab>
      </TabList>
      <div {...panelOf('sources', shown)}>
        <SourcesPanel {...props} />
      </div>
      <div {...panelOf('chat', shown)}>{opened.includes('chat') && <Chat {...props} />}</div>
      <div {...panelOf('check', shown)}>{opened.includes('check') && <Check {...props} />}</div>
    </div>
  )
}

function Chat({ client, document, onOpenSettings }: SourcesPanelProps) {
  return (
    <Suspense fallback={<Spinner size="tiny" label="Opening the chat…" />}>
      <ChatPanel client={client} documentId={document.documentId} onOpenSettings={onOpenSettings} />
    </Suspense>
  )
}

const ChatPanel = lazy(async () => ({
  default: (await import('./Chat/ChatPanel.tsx')).ChatPanel,
}))

function Check(props: SourcesPanelProps) {
  return (
    <Suspense fallback={<Spinner size="tiny" label="Opening the check…" />}>
      <CheckPanel {...props} />
    </Suspense>
  )
}

const CheckPanel = lazy(async () => ({
  default: (await import('./Check/CheckPanel.tsx')).CheckPanel,
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
