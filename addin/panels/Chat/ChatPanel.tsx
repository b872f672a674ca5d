import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { findAsking } from '../../state/conversation.ts'
import type { DocumentPanelProps } from '../panel-table.ts'
import { QuestionForm } from './QuestionForm.tsx'
import { TurnView } from './TurnView.tsx'
import { useConversation } from './use-conversation.ts'

/** Questions about the document's sources, and answers in the sources' own words. */
export function ChatPanel({ client, document, onOpenSettings }: DocumentPanelProps) {
  const { documentId } = document
  const styles = useStyles()
  const [conversation, actions] = useConversation(client, documentId)
  const asking = findAsking(conversation)
  const { turns } = conversation
  return (
    <div className={styles.panel}>
      {turns.length === 0 && <Introduction />}
      <ol className={styles.log} aria-label="Questions and answers">
        {turns.map((turn) => (
          <li key={turn.turnId}>
            <TurnView
              turn={turn}
              onAskAgain={asking ? undefined : () => actions.askAgain(turn)}
              onOpenSettings={onOpenSettings}
            />
          </li>
        ))}
      </ol>
      <QuestionForm
        documentId={documentId}
        onAsk={actions.ask}
        onStop={asking && (() => actions.stop(asking))}
      />
      {turns.length > 0 && (
        <Button size="small" className={styles.begin} onClick={actions.begin}>
          Begin a new conversation
        </Button>
      )}
    </div>
  )
}

function Introduction() {
  const styles = useStyles()
  return (
    <p className={styles.text}>
      Ask about the sources of this document. Every statement of an answer is the sources’ own
      words, and shows where they stand; where the sources say nothing, the answer says so.
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
  begin: { alignSelf: 'start' },
})
