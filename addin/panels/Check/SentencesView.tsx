import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up'
import type { Dispatch, KeyboardEvent } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { CheckResponse } from '../../../shared/contract/checks.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import {
  canStep,
  findCurrent,
  listShown,
  type CheckList,
  type CheckListEvent,
  type Step,
} from '../../state/check-list.ts'
import { describeEmpty, describePosition } from '../../state/check-words.ts'
import { findPlaceOfKey } from '../../state/list-keys.ts'
import { ClaimItem } from './ClaimItem.tsx'
import { Pager } from './Pager.tsx'
import { StateFilter } from './StateFilter.tsx'

type SentencesViewProps = {
  readonly client: Client
  readonly documentId: string
  readonly list: CheckList
  readonly dispatch: Dispatch<CheckListEvent>
  readonly onOpenSettings: () => void
}

/** The sentences and cells with their states: which to show, and the way through the problems. */
export function SentencesView(props: SentencesViewProps) {
  const { list, dispatch, onOpenSettings } = props
  const styles = useStyles()
  const { response, problem, filter } = list
  return (
    <>
      {problem && (
        <ProblemMessage
          {...{ problem, onOpenSettings }}
          onRetry={() => dispatch({ type: 'asked' })}
        />
      )}
      {!response && !problem && <Spinner size="tiny" label={loading} />}
      {response && (
        <>
          <StateFilter
            {...{ response, filter }}
            onChange={(wanted) => dispatch({ type: 'filtered', filter: wanted })}
          />
          <Stepper list={list} onStep={(step) => dispatch({ type: 'stepped', step })} />
          <p className={styles.hint}>{keyHint}</p>
          <ClaimList {...props} response={response} />
        </>
      )}
    </>
  )
}

const loading = 'Loading the sentences…'

const keyHint =
  'F8 goes to the next problem, Shift+F8 to the one before. The arrow keys go through the list, Enter opens a sentence.'

type ClaimListProps = SentencesViewProps & { readonly response: CheckResponse }

/** A page of what the filter leaves, in the order of the document. */
function ClaimList({ client, documentId, list, response, dispatch }: ClaimListProps) {
  const styles = useStyles()
  const shown = listShown(list)
  return (
    <>
      {shown.length === 0 && !list.isOutdated && (
        <p className={styles.text}>{describeEmpty(list.filter, response)}</p>
      )}
      <ol
        className={styles.list}
        aria-label="Sentences and cells"
        aria-busy={list.isOutdated}
        onKeyDown={moveFocus}
      >
        {shown.map((sentence) => {
          const isCurrent = sentence.sentence_id === list.currentId
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
        {list.isOutdated && list.isLoading && <Spinner size="extra-tiny" label={loading} />}
        {describePosition(list, findCurrent(list))}
      </span>
    </div>
  )
}

/** The arrow keys, Home and End go from one sentence to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-claim]')]
  const at = heads.indexOf(event.target as HTMLElement)
  const to = at < 0 ? undefined : findPlaceOfKey(event.key, at, heads.length)
  if (to === undefined) return
  event.preventDefault()
  heads[to]?.focus()
}

const useStyles = makeStyles({
  text: { margin: 0 },
  hint: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
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
