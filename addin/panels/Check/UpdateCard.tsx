import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { UpdateItem } from '../../../shared/contract/updates.ts'
import { MarkedWords } from '../../components/QuotedWords.tsx'
import { describeOutcome, type UpdateOutcome } from '../../state/applied-updates.ts'
import type { UpdatePlan } from '../../state/check-updates.ts'
import { describeUpdatePlace } from '../../state/update-words.ts'
import { Card } from './Card.tsx'

type UpdateCardProps = {
  readonly update: UpdateItem
  readonly plan: UpdatePlan
  readonly outcome: UpdateOutcome | undefined
  readonly isBusy: boolean
  /** Undefined where it can't be applied. */
  readonly onApply: (() => void) | undefined
}

/** Old and new words of a source beside each other, the document's words, and what becomes of them. */
export function UpdateCard({ update, plan, outcome, isBusy, onApply }: UpdateCardProps) {
  const styles = useStyles()
  const { source, old, new: now, target } = update
  const { exact } = target.selector
  const marks = plan.kind === 'ready' ? [plan.range] : []
  return (
    <Card title={source.name}>
      <p className={styles.facts}>{describeUpdatePlace(update)}</p>
      <div className={styles.sides}>
        <Words title={`Version ${source.old_version}`} words={old} />
        <Words title={`Version ${source.new_version}`} words={now ?? 'no such words any more'} />
      </div>
      <p className={styles.line}>
        In the document:{' '}
        <MarkedWords text={exact} marks={marks} range={{ start: 0, end: exact.length }} />
      </p>
      {plan.kind === 'done' && (
        <p className={styles.line}>
          The document has the new words; a check holds them against version {source.new_version}.
        </p>
      )}
      {plan.kind === 'by_hand' && (
        <p className={styles.line}>{plan.reason} Change it by hand, then check again.</p>
      )}
      {outcome && <p className={styles.outcome}>{describeOutcome(outcome)}</p>}
      {onApply && plan.kind === 'ready' && (
        <Button size="small" className={styles.apply} disabledFocusable={isBusy} onClick={onApply}>
          Apply: {plan.told.old} becomes {plan.told.now}
        </Button>
      )}
    </Card>
  )
}

function Words({ title, words }: { readonly title: string; readonly words: string }) {
  const styles = useStyles()
  return (
    <div className={styles.side}>
      <div className={styles.facts}>{title}</div>
      <div>{words}</div>
    </div>
  )
}

const useStyles = makeStyles({
  facts: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  sides: {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: tokens.spacingHorizontalS,
  },
  side: {
    minWidth: 0,
    padding: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
  line: { margin: 0 },
  outcome: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  apply: { alignSelf: 'start', overflowWrap: 'anywhere' },
})
