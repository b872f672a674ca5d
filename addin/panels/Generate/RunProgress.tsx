import { makeStyles, tokens } from '@fluentui/react-components'
import { stepNames } from '../../../shared/model/vocabulary.ts'
import { describeOutcomes } from '../../state/generation-words.ts'
import type { FollowedRun, StepState } from '../../state/generation-run.ts'
import {
  describeRunState,
  describeStep,
  describeStepName,
  nameSection,
} from '../../state/run-words.ts'
import { useFormStyles } from './use-form-styles.ts'

/** Where the run is: its steps, and the sections as they are made. */
export function RunProgress({ run }: { readonly run: FollowedRun }) {
  const form = useFormStyles()
  const styles = useStyles()
  const { report, steps } = run
  if (!report) return null
  return (
    <>
      <p role="status" className={form.text}>
        {describeRunState(report)} {describeStep(report)}
      </p>
      <progress className={styles.bar} value={report.progress} max={100} aria-label="Progress" />
      <p className={form.note}>{report.progress} %</p>
      <ol className={styles.steps} aria-label="Steps">
        {stepNames.map((step) => (
          <li key={step} aria-current={steps[step] === 'running' ? 'step' : undefined}>
            {describeStepName(step)}
            <span className={form.note}> {stepStateWords[steps[step]]}</span>
          </li>
        ))}
      </ol>
      <MadeSections run={run} />
    </>
  )
}

/** The newest first: what was made a moment ago is in view. */
function MadeSections({ run: { sections } }: { readonly run: FollowedRun }) {
  const form = useFormStyles()
  const styles = useStyles()
  if (sections.length === 0) return null
  return (
    <div
      role="region"
      aria-label="Sections that are made"
      // it is scrolled by keyboard
      tabIndex={0}
      className={styles.sections}
    >
      <ul className={form.list}>
        {sections.toReversed().map((section) => (
          <li key={section.sectionId} className={form.text}>
            {nameSection(section.sectionId)}{' '}
            <span className={form.note}>{describeOutcomes(section)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const stepStateWords: Readonly<Record<StepState, string>> = {
  waiting: '',
  running: '… under way',
  done: '✓ done',
}

const useStyles = makeStyles({
  bar: { width: '100%', accentColor: tokens.colorBrandBackground },
  steps: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXXL },
  sections: {
    maxHeight: '14rem',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})
