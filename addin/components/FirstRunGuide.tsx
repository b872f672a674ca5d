import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { tellFirstRun, useFirstRun } from '../first-run.ts'
import { findNextStep, firstSteps, isGuideShown, type FirstStep } from '../state/first-run.ts'

type FirstRunGuideProps = {
  /** True when the open document is the host's own. */
  readonly ownsDocument: boolean
}

/** Three steps for someone who has never used the pane; each is ticked when it is done. */
export function FirstRunGuide({ ownsDocument }: FirstRunGuideProps) {
  const styles = useStyles()
  const firstRun = useFirstRun()
  if (!isGuideShown(firstRun)) return null
  const next = findNextStep(firstRun)
  return (
    <section className={styles.guide} aria-labelledby="guide-title">
      <h2 id="guide-title" className={styles.title}>
        Three steps to begin
      </h2>
      <ol className={styles.steps}>
        {firstSteps.map((step) => (
          <li
            key={step}
            className={mergeClasses(step === next && styles.next)}
            aria-current={step === next ? 'step' : undefined}
          >
            {describeStep(step, ownsDocument)}
            {firstRun.done.includes(step) && <span className={styles.done}> ✓ Done</span>}
          </li>
        ))}
      </ol>
      <Button
        size="small"
        className={styles.hide}
        onClick={() => tellFirstRun({ type: 'dismissed' })}
      >
        Hide this guide
      </Button>
    </section>
  )
}

function describeStep(step: FirstStep, ownsDocument: boolean): string {
  switch (step) {
    case 'connect':
      return 'Connect to your workspace, below.'
    case 'open':
      return ownsDocument
        ? 'Send the open document, or generate one: the pane does the first by itself.'
        : 'Open a document from the list, or generate one.'
    case 'select':
      return 'Mark a sentence in the document: where it comes from appears here.'
  }
}

const useStyles = makeStyles({
  guide: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    marginBlockEnd: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  steps: { margin: 0, paddingInlineStart: '1.4em', display: 'grid', gap: '2px' },
  next: { fontWeight: tokens.fontWeightSemibold },
  done: {
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  hide: { alignSelf: 'start' },
})
