import { makeStyles, tokens } from '@fluentui/react-components'
import type { AnswerMessage } from '../../../shared/contract/conversations.ts'
import { describeSearch, describeUnderstanding, describeVerdict } from '../../state/answer-words.ts'
import { groupCitations } from '../../state/group-citations.ts'
import type { DocumentEditor } from '../../host/document-editor.ts'
import { AnswerActions } from './AnswerActions.tsx'
import { Sentences } from './Sentences.tsx'

type AnswerProps = {
  readonly question: string
  readonly message: AnswerMessage
  readonly editor: DocumentEditor
}

/** The whole answer, how far it can be relied on, and what was searched. */
export function Answer({ question, message, editor }: AnswerProps) {
  const styles = useStyles()
  const verdict = describeVerdict(message)
  const understanding = describeUnderstanding(question, message)
  const search = describeSearch(message)
  const sentences = groupCitations(message.sentences)
  const isCited = message.sentences.some(({ citations }) => citations.length > 0)
  return (
    <div className={styles.answer}>
      <Sentences sentences={sentences} />
      {verdict !== '' && <p className={styles.verdict}>{verdict}</p>}
      {understanding !== '' && <p className={styles.note}>{understanding}</p>}
      {search !== '' && <p className={styles.note}>{search}</p>}
      {isCited && <AnswerActions sentences={sentences} editor={editor} />}
    </div>
  )
}

const useStyles = makeStyles({
  answer: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  verdict: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  note: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
})
