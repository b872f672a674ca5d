import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useId, useRef } from 'react'
import type { PossibleFork } from '../../state/open-document.ts'

type ForkQuestionProps = {
  readonly fork: PossibleFork
  readonly onAnswer: (isCopy: boolean) => void
}

/** Asked once, when a file says that it is of a document that was kept under another name. */
export function ForkQuestion({ fork, onAnswer }: ForkQuestionProps) {
  const styles = useStyles()
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className={styles.question} aria-labelledby={titleId}>
      <h2 id={titleId} ref={title} tabIndex={-1} className={styles.title}>
        Is this a copy?
      </h2>
      <p className={styles.words}>
        This file has another name or place than “{fork.documentName}”, which it was saved from.{' '}
        {fork.hasSameText
          ? 'Its words are those that were sent last.'
          : 'Its words are not those that were sent last.'}
      </p>
      <div className={styles.answers}>
        <Button appearance="primary" onClick={() => onAnswer(true)}>
          Make it a document of its own
        </Button>
        <Button onClick={() => onAnswer(false)}>Go on with the same document</Button>
      </div>
      <p className={styles.words}>
        Either way the recorded sources of the words are kept. Choose “same document” if you renamed
        or moved the file: it is then sent as the next version.
      </p>
    </section>
  )
}

const useStyles = makeStyles({
  question: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, outlineStyle: 'none' },
  words: { margin: 0, overflowWrap: 'anywhere' },
  answers: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
})
