import { Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ValidateResponse } from '../../../shared/contract/templates.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { nameSection } from '../../state/run-words.ts'
import { count } from '../../state/generation-words.ts'
import { describeRole } from '../../../shared/model/role-words.ts'
import { useFormStyles } from './use-form-styles.ts'
import type { Review } from './use-review.ts'

type ReviewPartProps = { readonly review: Review; readonly onOpenSettings: () => void }

/** What a run with the present sources and data would stumble over, before it is started. */
export function ReviewPart({ review, onOpenSettings }: ReviewPartProps) {
  const styles = useFormStyles()
  if (review.status === 'none') return null
  return (
    <section className={styles.near} aria-labelledby="review-title">
      <h2 id="review-title" className={styles.title}>
        Before it runs
      </h2>
      {review.status === 'asking' && (
        <Spinner size="tiny" className={styles.start} label="Looking at sources and data…" />
      )}
      {review.status === 'failed' && (
        <ProblemMessage problem={review.problem} onOpenSettings={onOpenSettings} />
      )}
      {review.status === 'known' && <Findings response={review.response} />}
    </section>
  )
}

function Findings({ response }: { readonly response: ValidateResponse }) {
  const styles = useFormStyles()
  const { missing_roles, missing_fields, invalid_fields, gaps } = response
  const isStopped = missing_roles.length + missing_fields.length + invalid_fields.length > 0
  return (
    <div role="status" className={styles.near}>
      {response.is_valid && (
        <p className={styles.text}>Every rule finds something in these sources.</p>
      )}
      {missing_roles.map(({ role, rules }) => (
        <Finding key={role} isStop>
          No source is a {describeRole(role)}; {count(rules.length, 'rule')} of the template{' '}
          {rules.length === 1 ? 'needs' : 'need'} one. Add it, or correct what a source is.
        </Finding>
      ))}
      {missing_fields.map((field) => (
        <Finding key={field} isStop>
          The data lack “{field}”: fill it in above, or add it to the data that you paste or open.
        </Finding>
      ))}
      {invalid_fields.map(({ field, message }) => (
        <Finding key={field} isStop>
          {message}
        </Finding>
      ))}
      {isStopped && <p className={styles.note}>The server will refuse the run as it stands.</p>}
      {gaps.length > 0 && <Gaps gaps={gaps} />}
    </div>
  )
}

function Finding({
  isStop,
  children,
}: {
  readonly isStop?: boolean
  readonly children: ReactNode
}) {
  const styles = useFormStyles()
  return <p className={isStop ? styles.mistake : styles.text}>{children}</p>
}

function Gaps({ gaps }: Pick<ValidateResponse, 'gaps'>) {
  const styles = useFormStyles()
  return (
    <details>
      <summary>
        {count(gaps.length, 'rule')} would leave a gap: {gaps.length === 1 ? 'it is' : 'they are'}{' '}
        marked in the document, never guessed.
      </summary>
      <ul className={styles.list} aria-label="Gaps to be expected">
        {gaps.map(({ section_id, rule_id, reason, searched }) => (
          <li key={`${section_id} ${rule_id}`} className={styles.card}>
            <strong>{nameSection(section_id)}</strong>
            <span>{reason}</span>
            <span className={styles.note}>Searched: {searched}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
