import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { AnswerSentenceView } from '../../../shared/contract/conversations.ts'
import { CitationActions } from '../../components/CitationActions.tsx'
import { SourceCard } from '../../components/SourceCard.tsx'
import { numberCitations } from '../../state/answer-words.ts'
import { writeCitation } from '../../state/citation-words.ts'

type SentencesProps = { readonly sentences: readonly AnswerSentenceView[] }

/** Each statement with the numbers of its citations; a number opens the words behind it. */
export function Sentences({ sentences }: SentencesProps) {
  const styles = useStyles()
  const firsts = numberCitations(sentences)
  const total = sentences.reduce((sum, { citations }) => sum + citations.length, 0)
  return (
    <div className={styles.list}>
      {sentences.map((sentence, index) => (
        <Sentence key={index} sentence={sentence} first={firsts[index] ?? 1} total={total} />
      ))}
    </div>
  )
}

type SentenceProps = {
  readonly sentence: AnswerSentenceView
  /** Number of its first citation. */
  readonly first: number
  readonly total: number
}

function Sentence({ sentence: { text, citations }, first, total }: SentenceProps) {
  const styles = useStyles()
  const [open, setOpen] = useState<number>()
  const shown = open === undefined ? undefined : citations[open]
  return (
    <div className={styles.list}>
      <p className={styles.sentence}>
        {text}{' '}
        {citations.map(({ document_source_name: name }, index) => (
          <ToggleButton
            key={index}
            size="small"
            className={styles.chip}
            checked={index === open}
            aria-expanded={index === open}
            aria-label={`Citation ${first + index}: ${name}`}
            onClick={() => setOpen(index === open ? undefined : index)}
          >
            {first + index}
          </ToggleButton>
        ))}
      </p>
      {shown && open !== undefined && (
        <SourceCard
          source={shown}
          showsBasis={false}
          position={`${first + open} of ${total}`}
          actions={<CitationActions citation={writeCitation(shown, shown.quote)} />}
        />
      )}
    </div>
  )
}

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  sentence: { margin: 0, overflowWrap: 'anywhere' },
  chip: {
    minWidth: '24px',
    marginInlineEnd: tokens.spacingHorizontalXXS,
    paddingInline: tokens.spacingHorizontalXS,
  },
})
