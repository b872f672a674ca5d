import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import { SourceCard } from '../../components/SourceCard.tsx'
import { findPlaceOfKey } from '../../state/list-keys.ts'

export type SourceListProps = {
  readonly sources: readonly TracedSource[]
  /** Index of the source that the keyboard is on. */
  readonly current: number
  readonly onMove: (to: number) => void
  /** What can be done with a source. */
  readonly renderActions: (source: TracedSource) => ReactNode
}

/** The cards; arrow keys, Home and End go from one to the next, and so do the two buttons. */
export function SourceList({ sources, current, onMove, renderActions }: SourceListProps) {
  const styles = useStyles()
  const cards = useRef<(HTMLElement | null)[]>([])
  const go = (to: number, focus: boolean) => {
    const card = cards.current[to]
    if (!card) return
    onMove(to)
    if (focus) card.focus()
    card.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = findPlaceOfKey(event.key, current, sources.length)
    if (to === undefined || !cards.current.includes(event.target as HTMLElement)) return
    event.preventDefault()
    go(to, true)
  }
  return (
    // The row sticks to the top beside its own sources, and not beside what comes behind them.
    <div className={styles.room}>
      {sources.length > 1 && (
        <Stepper current={current} length={sources.length} onGo={(to) => go(to, false)} />
      )}
      <ol className={styles.list} aria-label="Sources" onKeyDown={onKeyDown}>
        {sources.map((source, index) => (
          <li key={index}>
            <SourceCard
              source={source}
              position={`${index + 1} of ${sources.length}`}
              isCurrent={index === current}
              onFocus={() => onMove(index)}
              actions={renderActions(source)}
              cardRef={(card) => {
                cards.current[index] = card
              }}
            />
          </li>
        ))}
      </ol>
    </div>
  )
}

type StepperProps = {
  readonly current: number
  readonly length: number
  readonly onGo: (to: number) => void
}

function Stepper({ current, length, onGo }: StepperProps) {
  const styles = useStyles()
  return (
    <div className={styles.stepper} role="group" aria-label="Go through the sources">
      <Button
        size="small"
        icon={<ChevronUpRegular />}
        aria-label="Previous source"
        disabledFocusable={current === 0}
        onClick={() => onGo(current - 1)}
      />
      <Button
        size="small"
        icon={<ChevronDownRegular />}
        aria-label="Next source"
        disabledFocusable={current === length - 1}
        onClick={() => onGo(current + 1)}
      />
      <span>
        Source {current + 1} of {length}
      </span>
    </div>
  )
}

const useStyles = makeStyles({
  room: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  stepper: {
    position: 'sticky',
    insetBlockStart: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})
