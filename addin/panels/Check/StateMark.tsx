import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { CircleHalfFillRegular } from '@fluentui/react-icons/svg/circle-half-fill'
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle'
import { DocumentRegular } from '@fluentui/react-icons/svg/document'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { PersonRegular } from '@fluentui/react-icons/svg/person'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import type { ComponentType } from 'react'
import type { ClaimState } from '../../../shared/model/vocabulary.ts'
import { describeClaim } from '../../state/source-words.ts'

type StateMarkProps = {
  readonly state: ClaimState
  /** A person said so: no check found it, and it wears no check's colour. */
  readonly isOverridden?: boolean
  /** A person approved all that is open in it: it is no problem any more, and it is not green. */
  readonly isSettled?: boolean
}

/** A state by its sign and its words; the colour only repeats them. */
export function StateMark({ state, isOverridden = false, isSettled = false }: StateMarkProps) {
  const styles = useStyles()
  const Sign = isOverridden ? PersonRegular : signs[state]
  const tone = isOverridden || isSettled ? undefined : tones[state]
  return (
    <span className={mergeClasses(styles.mark, tone && styles[tone])}>
      <Sign aria-hidden className={styles.sign} />
      {describeClaim(state)}
    </span>
  )
}

const signs: Record<ClaimState, ComponentType<{ className?: string }>> = {
  supported: CheckmarkCircleRegular,
  partly_supported: CircleHalfFillRegular,
  contradicted: DismissCircleRegular,
  no_source_found: QuestionCircleRegular,
  house_text: DocumentRegular,
  not_a_claim: SubtractCircleRegular,
  not_checked: CircleRegular,
  edited_since_check: EditRegular,
}

const tones: Partial<Record<ClaimState, 'good' | 'doubtful' | 'bad'>> = {
  supported: 'good',
  partly_supported: 'doubtful',
  no_source_found: 'doubtful',
  edited_since_check: 'doubtful',
  contradicted: 'bad',
}

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  sign: { flexShrink: 0, fontSize: tokens.fontSizeBase400 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  doubtful: { color: tokens.colorPaletteDarkOrangeForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
})
