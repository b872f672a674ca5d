import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import type { DocumentEditor } from '../../host/document-editor.ts'
import { groupCitations } from '../../state/group-citations.ts'
import type { Turn, TurnAnswer } from '../../state/conversation.ts'
import { Answer } from './Answer.tsx'
import { Sentences } from './Sentences.tsx'

type TurnViewProps = {
  readonly turn: Turn
  readonly editor: DocumentEditor
  /** Undefined while another answer is being waited for. */
  readonly onAskAgain: (() => void) | undefined
  readonly onOpenSettings: () => void
}

/** A question with its answer, or with what has come of it. */
export function TurnView({ turn, editor, onAskAgain, onOpenSettings }: TurnViewProps) {
  const styles = useStyles()
  const { question, answer } = turn
  return (
    <article className={styles.turn} aria-label={question}>
      <h2 className={styles.question}>{question}</h2>
      <div aria-live="polite" className={styles.turn}>
        {answer.status === 'asking' && <Asking answer={answer} />}
        {answer.status === 'answered' && (
          <Answer question={question} message={answer.message} editor={editor} />
        )}
        {answer.status === 'stopped' && (
          <>
            <p className={styles.text}>Stopped before the answer had come.</p>
            {onAskAgain && (
              <Button size="small" className={styles.button} onClick={onAskAgain}>
                Ask again
              </Button>
            )}
          </>
        )}
        {answer.status === 'failed' && (
          <ProblemMessage
            problem={answer.problem}
            onRetry={onAskAgain}
            onOpenSettings={onOpenSettings}
          />
        )}
      </div>
    </article>
  )
}

function Asking({ answer }: { readonly answer: Extract<TurnAnswer, { status: 'asking' }> }) {
  const styles = useStyles()
  const { waitingFor, sentences } = answer
  const label =
    waitingFor.length > 0
      ? `Waiting for ${waitingFor.join(', ')} to be read…`
      : 'Searching the sources…'
  return (
    <>
      <Sentences sentences={groupCitations(sentences)} />
      <Spinner size="tiny" label={label} className={styles.spinner} />
    </>
  )
}

const useStyles = makeStyles({
  turn: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  question: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    fontSize: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  text: { margin: 0 },
  button: { alignSelf: 'start' },
  spinner: { justifyContent: 'start' },
})
