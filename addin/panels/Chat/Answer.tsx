import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { AnswerMessage } from '../../../shared/contract/conversations.ts'
import {
  describeSearch,
  describeUnderstanding,
  describeVerdict,
  writeAnswer,
} from '../../state/answer-words.ts'
import { Sentences } from './Sentences.tsx'

export type AnswerProps = { readonly question: string; readonly message: AnswerMessage }

/** The whole answer, how far it can be relied on, and what was searched. */
export function Answer({ question, message }: AnswerProps) {
  const styles = useStyles()
  const verdict = describeVerdict(message)
  const understanding = describeUnderstanding(question, message)
  const search = describeSearch(message)
  const isCited = message.sentences.some(({ citations }) => citations.length > 0)
  return (
    <div className={styles.answer}>
      <Sentences sentences={message.sentences} />
      {verdict !== '' && <p className={styles.verdict}>{verdict}</p>}
      {understanding !== '' && <p className={styles.note}>{understanding}</p>}
      {search !== '' && <p className={styles.note}>{search}</p>}
      {isCited && <CopyButton text={writeAnswer(message.sentences)} />}
    </div>
  )
}

function CopyButton({ text }: { readonly text: string }) {
  const styles = useStyles()
  const [notice, setNotice] = useState('')
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setNotice('Copied with its sources.'),
      () => setNotice('The browser does not let the pane copy.'),
    )
  }
  return (
    <div className={styles.copy}>
      <Button size="small" onClick={copy}>
        Copy with sources
      </Button>
      <span role="status" className={styles.note}>
        {notice}
      </span>
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
  copy: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})
