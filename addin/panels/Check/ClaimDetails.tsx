import { makeStyles, tokens } from '@fluentui/react-components'
import type { CheckedSentence, StaleWords } from '../../../shared/contract/checks.ts'
import { SourceCard } from '../../components/SourceCard.tsx'
import { explainState, toSource } from '../../state/check-words.ts'
import { ClaimOverride, type ClaimOverrideProps } from './ClaimOverride.tsx'
import { ClaimWording } from './ClaimWording.tsx'
import { Differences } from './Differences.tsx'
import { FindNearest } from './FindNearest.tsx'

/** Why a sentence has its state: the reason, what differs, the evidence, and what a person said. */
export function ClaimDetails(props: ClaimOverrideProps) {
  const styles = useStyles()
  const { sentence } = props
  const { evidence, wording, stale } = sentence
  return (
    <div className={styles.details}>
      {wording ? <ClaimWording {...props} wording={wording} /> : <Reason sentence={sentence} />}
      {stale.map((words, index) => (
        <Stale key={index} words={words} />
      ))}
      <ClaimOverride key={sentence.sentence_id} {...props} />
      {evidence.map((one, index) => {
        const source = toSource(sentence, one, index)
        const position = `${index + 1} of ${evidence.length}`
        return source ? (
          <SourceCard key={index} source={source} position={position} showsState={false} />
        ) : (
          <p key={index} className={styles.line}>
            From the data of the run, {one.pointer}: {one.quote}
          </p>
        )
      })}
      {isUnfound(sentence) && <FindNearest {...props} text={sentence.text} />}
    </div>
  )
}

/** The value of a cell alone names nothing to look for. */
function isUnfound({ kind, checked_state, evidence }: CheckedSentence): boolean {
  return kind === 'sentence' && checked_state === 'no_source_found' && evidence.length === 0
}

/** Why the check says so, and the words that differ. */
function Reason({ sentence }: Pick<ClaimOverrideProps, 'sentence'>) {
  const styles = useStyles()
  const { differences, checked_state, reason } = sentence
  return (
    <>
      <p className={styles.line}>{reason.text || explainState(checked_state)}</p>
      {reason.code === 'template_words' && <p className={styles.line}>{changedWording}</p>}
      <Differences differences={differences} here="In the document" there="In the source" />
    </>
  )
}

const changedWording =
  'The sentence does not stand as the template’s rule writes it, so that the rule’s wording can’t be approved here.'

function Stale({ words }: { readonly words: StaleWords }) {
  const styles = useStyles()
  const { state, old, new: now, document_source_name: name, new_version: version } = words
  return (
    <p className={styles.line}>
      {state === 'gone'
        ? `Version ${version} of ${name} does not have “${old}” any more.`
        : `Version ${version} of ${name} has “${now}” in place of “${old}”.`}
    </p>
  )
}

const useStyles = makeStyles({
  details: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalM}`,
  },
  line: { margin: 0, overflowWrap: 'anywhere' },
})
