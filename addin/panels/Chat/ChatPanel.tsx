import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { findAsking } from '../../state/conversation.ts'
import type { DocumentPanelProps } from '../panel-table.ts'
import { HistoryList } from './HistoryList.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { ScopeBar } from './ScopeBar.tsx'
import { TurnView } from './TurnView.tsx'
import { useConversation, type ConversationActions } from './use-conversation.ts'
import { useLatestInView } from './use-latest-in-view.ts'

/** Questions about sources, and answers in the sources' own words. */
export function ChatPanel({ host, client, document, onOpenSettings }: DocumentPanelProps) {
  const { documentId } = document
  const styles = useStyles()
  const [conversation, actions] = useConversation(client, documentId)
  const asking = findAsking(conversation)
  const log = useLatestInView(asking)
  const { turns, scope, conversationId } = conversation
  const parts = { client, onOpenSettings }
  return (
    <div className={styles.panel}>
      <Earlier {...parts} conversationId={conversationId} actions={actions} />
      {turns.length === 0 && <Introduction />}
      <ol ref={log} className={styles.log} aria-label="Questions and answers">
        {turns.map((turn) => (
          <li key={turn.turnId} className={styles.turn}>
            <TurnView
              turn={turn}
              editor={host.editor}
              onAskAgain={asking ? undefined : () => actions.askAgain(turn)}
              onOpenSettings={onOpenSettings}
            />
          </li>
        ))}
      </ol>
      <ScopeBar
        {...parts}
        documentId={documentId}
        scope={scope}
        hasTurns={turns.length > 0}
        onChoose={actions.choose}
      />
      <QuestionForm
        documentId={documentId}
        onAsk={actions.ask}
        onStop={asking && (() => actions.stop(asking))}
      />
      {turns.length > 0 && <BeginButton onBegin={actions.begin} />}
    </div>
  )
}

function BeginButton({ onBegin }: { readonly onBegin: () => void }) {
  const styles = useStyles()
  return (
    <Button size="small" className={styles.button} onClick={onBegin}>
      Begin a new conversation
    </Button>
  )
}

type EarlierProps = Pick<DocumentPanelProps, 'client' | 'onOpenSettings'> & {
  readonly conversationId: string | null
  readonly actions: ConversationActions
}

function Earlier({ client, conversationId, actions, onOpenSettings }: EarlierProps) {
  const styles = useStyles()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        className={styles.button}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Close the earlier conversations' : 'Earlier conversations'}
      </Button>
      {isOpen && (
        <HistoryList
          client={client}
          conversationId={conversationId}
          onOpen={(details) => {
            setOpen(false)
            actions.open(details)
          }}
          onDeleted={actions.begin}
          onOpenSettings={onOpenSettings}
        />
      )}
    </>
  )
}

function Introduction() {
  const styles = useStyles()
  return (
    <p className={styles.text}>
      Ask about the sources. Every statement of an answer is the sources’ own words, and shows where
      they stand; where the sources say nothing, the answer says so.
    </p>
  )
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0 },
  log: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalL,
    ':empty': { display: 'none' },
  },
  // below what sticks to the top of the pane
  turn: { scrollMarginBlockStart: '48px' },
  button: { alignSelf: 'start' },
})
