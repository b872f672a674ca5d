import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { maximumQuestion } from '../../../shared/contract/conversations.ts'
import { useKept } from '../../components/use-kept.ts'

type QuestionFormProps = {
  readonly documentId: string
  readonly onAsk: (question: string) => void
  /** While an answer is being waited for. */
  readonly onStop: (() => void) | undefined
}

/** What is typed stays through a reload, and until it is asked. */
export function QuestionForm({ documentId, onAsk, onStop }: QuestionFormProps) {
  const styles = useStyles()
  const [typed, setTyped] = useKept(`question.${documentId}`)
  const [mistake, setMistake] = useState<string>()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (onStop) return
    const question = typed.trim()
    const found = findQuestionMistake(question)
    setMistake(found)
    if (found) return
    setTyped('')
    onAsk(question)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isSend = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing
    if (isSend) submit(event)
    if (event.key === 'Escape') onStop?.()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label="Question"
        hint="Enter asks, Shift+Enter begins a new line, Escape stops."
        {...(mistake && { validationMessage: mistake, validationState: 'error' as const })}
      >
        <Textarea
          resize="vertical"
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
          onKeyDown={onKeyDown}
        />
      </Field>
      <AskOrStop onStop={onStop} />
    </form>
  )
}

function AskOrStop({ onStop }: Pick<QuestionFormProps, 'onStop'>) {
  const styles = useStyles()
  return (
    <div className={styles.actions}>
      {onStop ? (
        <Button onClick={onStop}>Stop</Button>
      ) : (
        <Button appearance="primary" type="submit">
          Ask
        </Button>
      )}
    </div>
  )
}

function findQuestionMistake(question: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(question)) return 'Type a question.'
  return question.length > maximumQuestion
    ? `The question has ${question.length} characters; at most ${maximumQuestion} can be asked.`
    : undefined
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
})
