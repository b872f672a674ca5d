import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ConversationDetails } from '../../../shared/contract/conversations.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { HistoryItem } from './HistoryItem.tsx'
import { useHistory } from './use-history.ts'

type HistoryListProps = {
  readonly client: Client
  /** The conversation that is shown; null before its first question. */
  readonly conversationId: string | null
  readonly onOpen: (details: ConversationDetails) => void
  /** The conversation that is shown was deleted. */
  readonly onDeleted: () => void
  readonly onOpenSettings: () => void
}

/** Earlier conversations of the workspace, to go on with or to delete. */
export function HistoryList(props: HistoryListProps) {
  const { client, conversationId, onOpen, onDeleted, onOpenSettings } = props
  const styles = useStyles()
  const [history, { showMore, retry, remove }] = useHistory(client)
  const [problem, setProblem] = useState<ProblemDetails>()
  const { conversations, total, isLoading } = history
  const open = (id: string) => {
    setProblem(undefined)
    client.getConversation(id).then(onOpen, (error: unknown) => setProblem(problemOf(error)))
  }
  const removeOne = async (id: string) => {
    if ((await remove(id)) && id === conversationId) onDeleted()
  }
  const shown = problem ?? history.problem
  return (
    <section className={styles.stack} aria-label="Earlier conversations">
      {shown && <ProblemMessage problem={shown} onRetry={retry} onOpenSettings={onOpenSettings} />}
      {isLoading && <Spinner size="tiny" label="Loading the earlier conversations…" />}
      {!isLoading && !shown && total === 0 && <p className={styles.none}>There are none yet.</p>}
      <ul className={styles.list}>
        {conversations.map((conversation) => (
          <HistoryItem
            key={conversation.conversation_id}
            conversation={conversation}
            isShown={conversation.conversation_id === conversationId}
            onOpen={() => open(conversation.conversation_id)}
            onDelete={() => void removeOne(conversation.conversation_id)}
          />
        ))}
      </ul>
      {conversations.length < total && (
        <Button size="small" className={styles.more} onClick={showMore}>
          Show more ({conversations.length} of {total})
        </Button>
      )}
    </section>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  none: { margin: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    ':empty': { display: 'none' },
  },
  more: { alignSelf: 'start' },
})
