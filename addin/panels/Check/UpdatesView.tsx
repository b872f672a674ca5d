import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useCallback } from 'react'
import type { UpdatesResponse } from '../../../shared/contract/updates.ts'
import type { DocumentEditor } from '../../host/document-editor.ts'
import { describeApplied, isRunning } from '../../state/applied-updates.ts'
import { nameUpdates, planUpdate } from '../../state/check-updates.ts'
import { countFollowed, listShown, type NamedUpdate } from '../../state/shown-updates.ts'
import { describeUpdates, listUncompared } from '../../state/update-words.ts'
import { AskedView } from './AskedView.tsx'
import { Cards } from './Card.tsx'
import { UpdateCard } from './UpdateCard.tsx'
import {
  useApplyUpdates,
  type ApplyUpdates,
  type Applying,
  type PlannedUpdate,
} from './use-apply-updates.ts'
import { useAsked } from './use-asked.ts'
import type { ViewProps } from './view.ts'

type UpdatesViewProps = Omit<ViewProps, 'goTo'> & {
  readonly editor: DocumentEditor
  /** Has the document sent and checked. */
  readonly onApplied: () => void
}

/** What newer versions of the sources have in place of what the document says, and its putting in. */
export function UpdatesView(props: UpdatesViewProps) {
  const { client, documentId, revision, editor, onApplied } = props
  const styles = useStyles()
  const applying = useApplyUpdates(onApplied)
  const asked = useAsked(
    useCallback(
      (signal: AbortSignal) => client.listUpdates(documentId, signal),
      [client, documentId],
    ),
    revision,
  )
  const describe = (response: UpdatesResponse) =>
    describeUpdates(response, countFollowed(listNamed(response), listItems(response, applying)))
  return (
    <AskedView asked={asked} label="Comparing the sources…" describe={describe}>
      {(response) => (
        <>
          {listUncompared(response).map((line) => (
            <p className={styles.line} key={line}>
              {line}
            </p>
          ))}
          {response.updates.length > 0 && <p className={styles.hint}>{describeEditing(editor)}</p>}
          <UpdateList {...{ response, editor }} {...applying} />
        </>
      )}
    </AskedView>
  )
}

type UpdateListProps = {
  readonly response: UpdatesResponse
  readonly editor: DocumentEditor
} & Applying

function UpdateList({ response, editor, applied, followed, apply }: UpdateListProps) {
  const styles = useStyles()
  const items = listItems(response, { followed, applied })
  const isBusy = isRunning(applied)
  const ready = items.flatMap(({ plan, ...named }) =>
    plan.kind === 'ready' ? [{ ...named, plan }] : [],
  )
  return (
    <>
      <ApplyAll {...{ editor, ready, isBusy }} onApply={apply} />
      <p role="status" className={styles.line}>
        {describeApplied(applied)}
      </p>
      <Cards label="Stale values">
        {items.map(({ name, update, plan }) => (
          <UpdateCard
            key={name}
            {...{ update, plan, isBusy }}
            outcome={applied.get(name)}
            onApply={
              plan.kind === 'ready' ? () => apply(editor, [{ name, update, plan }]) : undefined
            }
          />
        ))}
      </Cards>
    </>
  )
}

type ApplyAllProps = {
  readonly editor: DocumentEditor
  readonly ready: readonly PlannedUpdate[]
  readonly isBusy: boolean
  readonly onApply: ApplyUpdates
}

function ApplyAll({ editor, ready, isBusy, onApply }: ApplyAllProps) {
  const styles = useStyles()
  if (ready.length < 2) return null
  return (
    <Button
      appearance="primary"
      className={styles.all}
      disabledFocusable={isBusy}
      onClick={() => onApply(editor, ready)}
    >
      Apply all {ready.length}
    </Button>
  )
}

function listItems(
  response: UpdatesResponse,
  { followed, applied }: Pick<Applying, 'followed' | 'applied'>,
) {
  const shown = listShown(listNamed(response), followed, applied)
  return shown.map(({ name, update }) => ({ name, update, plan: planUpdate(update) }))
}

function listNamed({ updates }: UpdatesResponse): readonly NamedUpdate[] {
  const names = nameUpdates(updates)
  return updates.map((update, index) => ({ name: names[index] ?? '', update }))
}

function describeEditing({ abilities }: DocumentEditor): string {
  return abilities.trackedChanges
    ? 'Applied values are tracked changes: accept or reject them in the document.'
    : 'Changes can’t be tracked here: applied values are written straight into the text.'
}

const useStyles = makeStyles({
  line: { margin: 0, ':empty': { display: 'none' } },
  hint: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  all: { alignSelf: 'start' },
})
