import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ListedConversation } from '../../../shared/contract/conversations.ts'
import { useDateWriter } from '../../preferences.ts'

type HistoryItemProps = {
  readonly conversation: ListedConversation
  readonly isShown: boolean
  readonly onOpen: () => void
  readonly onDelete: () => void
}

/** An earlier conversation; it is deleted only when that is said twice. */
export function HistoryItem({ conversation, isShown, onOpen, onDelete }: HistoryItemProps) {
  const styles = useStyles()
  const [isAsking, setAsking] = useState(false)
  const writeDate = useDateWriter()
  const question = conversation.first_question ?? 'No question yet'
  return (
    <li className={styles.item}>
      <div className={styles.question}>{question}</div>
      <div className={styles.facts}>
        {writeDate(conversation.updated_at)}
        {isShown && ' · shown now'}
      </div>
      {isAsking ? (
        <div className={styles.actions} role="group" aria-label={`Delete “${question}”?`}>
          <span>Delete it with its answers?</span>
          <Button size="small" onClick={onDelete}>
            Delete for good
          </Button>
          <Button size="small" autoFocus onClick={() => setAsking(false)}>
            Keep
          </Button>
        </div>
      ) : (
        <div className={styles.actions}>
          <Button size="small" aria-label={`Open “${question}”`} onClick={onOpen}>
            Open
          </Button>
          <Button size="small" aria-label={`Delete “${question}”`} onClick={() => setAsking(true)}>
            Delete
          </Button>
        </div>
      )}
    </li>
  )
}

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  question: { overflowWrap: 'anywhere' },
  facts: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
})
