import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import type { Dispatch, KeyboardEvent } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { CheckResponse } from '../../../shared/contract/checks.ts'
import {
  canStep,
  findCurrent,
  listShown,
  type CheckList,
  type CheckListEvent,
  type Step,
} from '../../state/check-list.ts'
import { describeEmpty, describePosition } from '../../state/check-words.ts'
import { ClaimItem } from './ClaimItem.tsx'
import { Pager } from './Pager.tsx'
import { StateFilter } from './StateFilter.tsx'

export type ClaimListProps = {
  readonly client: Client
  readonly documentId: string
  readonly list: CheckList
  readonly response: CheckResponse
  readonly dispatch: Dispatch<CheckListEvent>
}

/** The sentences and cells that the filter leaves, a page at a time, in the order of the document. */
export function ClaimList({ client, documentId, list, response, dispatch }: ClaimListProps) {
  const styles = useStyles()
  const { filter, currentId } = list
  const shown = listShown(list)
  return (
    <>
      <StateFilter
        response={response}
        filter={filter}
        onChange={(wanted) => dispatch({ type: 'filtered', filter: wanted })}
      />
      <Stepper list={list} onStep={(step) => dispatch({ type: 'stepped', step })} />
      {shown.length === 0 && <p className={styles.text}>{describeEmpty(filter, response)}</p>}
      <ol className={styles.list} aria-label="Sentences and cells" onKeyDown={moveFocus}>
        {shown.map((sentence) => {
          const isCurrent = sentence.sentence_id === currentId
          const sentenceId = isCurrent ? null : sentence.sentence_id
          return (
            <ClaimItem
              key={sentence.sentence_id}
              {...{ client, documentId, sentence, isCurrent }}
              onToggle={() => dispatch({ type: 'chosen', sentenceId })}
              onDecided={(decided) => dispatch({ type: 'decided', sentence: decided })}
            />
          )
        })}
      </ol>
      <Pager
        name="the sentences"
        page={response.page}
        pageSize={response.page_size}
        total={response.matching}
        onPage={(page) => dispatch({ type: 'paged', page })}
      />
    </>
  )
}

type StepperProps = { readonly list: CheckList; readonly onStep: (step: Step) => void }

function Stepper({ list, onStep }: StepperProps) {
  const styles = useStyles()
  return (
    <div className={styles.stepper} role="group" aria-label="Go through the problems">
      <Button
        size="small"
        icon={<ChevronUpRegular />}
        aria-label="Previous problem"
        title="Previous problem (Shift+F8)"
        disabledFocusable={!canStep(list, 'previous')}
        onClick={() => onStep('previous')}
      />
      <Button
        size="small"
        icon={<ChevronDownRegular />}
        aria-label="Next problem"
        title="Next problem (F8)"
        disabledFocusable={!canStep(list, 'next')}
        onClick={() => onStep('next')}
      />
      <span role="status" className={styles.position}>
        {describePosition(list, findCurrent(list))}
      </span>
    </div>
  )
}

/** The arrow keys, Home and End go from one sentence to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-claim]')]
  const at = heads.indexOf(event.target as HTMLElement)
  const to = at < 0 ? undefined : findTarget(event.key, at, heads.length)
  if (to === undefined) return
  event.preventDefault()
  heads[to]?.focus()
}

function findTarget(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}

const useStyles = makeStyles({
  text: { margin: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    ':empty': { display: 'none' },
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
  position: { fontSize: tokens.fontSizeBase200 },
})
