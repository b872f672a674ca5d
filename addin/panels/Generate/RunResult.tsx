import { Button } from '@fluentui/react-components'
import type { Client } from '../../../client/create-client.ts'
import type { Quality } from '../../../shared/contract/quality.ts'
import { describeSectionCounts } from '../../../shared/model/section-counts.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { count } from '../../state/generation-words.ts'
import { nameSection } from '../../state/run-words.ts'
import { useDownload } from './use-download.ts'
import { useFormStyles } from './use-form-styles.ts'

type RunResultProps = {
  readonly client: Client
  readonly documentId: string
  readonly documentName: string
  readonly quality: Quality
  /** Undefined where the document beside the pane is the host's own. */
  readonly onOpen: ((sectionId?: string) => void) | undefined
}

/** What the run came to, and how to get at the document. */
export function RunResult({ client, documentId, documentName, quality, onOpen }: RunResultProps) {
  const styles = useFormStyles()
  const download = useDownload(client, documentId, documentName)
  return (
    <>
      <p role="status" className={styles.text}>
        The document is ready. {describeQuality(quality)}
      </p>
      <div className={styles.actions}>
        {onOpen && (
          <Button appearance="primary" onClick={() => onOpen()}>
            Open beside the pane
          </Button>
        )}
        <Button
          appearance={onOpen ? 'secondary' : 'primary'}
          disabledFocusable={download.isFetching}
          onClick={download.fetchDocx}
        >
          Download the Word file
        </Button>
        <Button disabledFocusable={download.isFetching} onClick={download.fetchPdf}>
          Download as PDF
        </Button>
      </div>
      {!onOpen && (
        <p className={styles.note}>
          Open the downloaded file in Word, and this pane in it: it knows the document again and
          shows its sources.
        </p>
      )}
      {download.problem && <ProblemMessage problem={download.problem} />}
      <Gaps gaps={quality.gaps} onOpen={onOpen} />
      <LeftToWriter quality={quality} />
    </>
  )
}

function describeQuality(quality: Quality): string {
  const { sections, claims } = quality
  const unchecked = claims.not_checked ?? 0
  const check = unchecked > 0 ? ` Not checked yet: ${unchecked} sentences and cells.` : ''
  if (sections === 0) return `No section has rules.${check}`
  return `Of ${count(sections, 'section')} with rules: ${describeSectionCounts(quality)}.${check}`
}

function Gaps({ gaps, onOpen }: Pick<Quality, 'gaps'> & Pick<RunResultProps, 'onOpen'>) {
  const styles = useFormStyles()
  if (gaps.length === 0) return null
  return (
    <section className={styles.near} aria-labelledby="gaps-title">
      <h3 id="gaps-title" className={styles.subtitle}>
        Gaps
      </h3>
      <ul className={styles.list}>
        {gaps.map(({ section_id: id, rule_id, reason, searched }) => (
          <li key={`${id} ${rule_id}`} className={styles.card}>
            <strong>{nameSection(id)}</strong>
            <span>{reason}</span>
            {searched !== '' && <span className={styles.note}>Searched: {searched}</span>}
            {onOpen && (
              <Button
                size="small"
                className={styles.start}
                aria-label={`Go to the gap in ${nameSection(id)}`}
                onClick={() => onOpen(id)}
              >
                Go to the gap
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function LeftToWriter({ quality }: Pick<RunResultProps, 'quality'>) {
  const styles = useFormStyles()
  const { left_to_writer: sentences, words_left_to_writer: places } = quality
  if (sentences.length === 0) return null
  return (
    <details>
      <summary>{count(places, 'place')} left for you to settle, marked in the document</summary>
      <ul className={styles.list}>
        {sentences.map(({ section_id: id, text, words }, index) => (
          <li key={index} className={styles.card}>
            <strong>{nameSection(id)}</strong>
            <span>{text}</span>
            <span className={styles.note}>To settle: {words.join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
