import { Button, Checkbox, mergeClasses, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { findSourceId, sortByName, type ChosenSource } from '../../state/generation-sources.ts'
import { isMany } from '../../state/generation-words.ts'
import type { SourceActions } from './use-chosen-sources.ts'
import { useFormStyles } from './use-form-styles.ts'
import { useSourceList } from './use-source-list.ts'

type WorkspaceSourcesProps = {
  readonly client: Client
  readonly sources: readonly ChosenSource[]
  readonly actions: SourceActions
  readonly onOpenSettings: () => void
}

/** The sources that the workspace has, to choose some from. */
export function WorkspaceSources(props: WorkspaceSourcesProps) {
  const styles = useFormStyles()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        className={styles.start}
        aria-expanded={isOpen}
        aria-controls="workspace-sources"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide those of the workspace' : 'Choose from the workspace'}
      </Button>
      <div id="workspace-sources" hidden={!isOpen}>
        {isOpen && <SourceChecklist {...props} />}
      </div>
    </>
  )
}

function SourceChecklist({ client, sources, actions, onOpenSettings }: WorkspaceSourcesProps) {
  const styles = useFormStyles()
  const [pages, setPages] = useState(1)
  const [attempt, setAttempt] = useState(0)
  const list = useSourceList(client, pages, attempt)
  if (list.status === 'loading') return <Spinner size="tiny" label="Loading the sources…" />
  if (list.status === 'failed') {
    const retry = () => setAttempt(attempt + 1)
    return <ProblemMessage problem={list.problem} onRetry={retry} onOpenSettings={onOpenSettings} />
  }
  const { total } = list
  const documents = sortByName(list.documents)
  const scrolls = isMany(documents) && styles.scrolling
  const keyOf = (id: string) => sources.find((source) => findSourceId(source) === id)?.key
  const left = documents.filter(({ document_id: id }) => keyOf(id) === undefined)
  return (
    <>
      <ListHead {...{ documents, total, left, actions }} />
      <ul className={mergeClasses(styles.list, scrolls)} aria-label="Sources of the workspace">
        {documents.map(({ document_id: id, document_name: name }) => (
          <li key={id}>
            <Checkbox
              label={name}
              checked={keyOf(id) !== undefined}
              onChange={(_, { checked }) =>
                checked ? actions.choose(id, name) : actions.remove(keyOf(id) ?? '')
              }
            />
          </li>
        ))}
      </ul>
      {documents.length < total && (
        <Button onClick={() => setPages(pages + 1)}>
          Show more ({documents.length} of {total})
        </Button>
      )}
    </>
  )
}

type ListedSource = { readonly document_id: string; readonly document_name: string }

type ListHeadProps = {
  readonly documents: readonly ListedSource[]
  readonly total: number
  /** Those that are not chosen yet. */
  readonly left: readonly ListedSource[]
  readonly actions: SourceActions
}

function ListHead({ documents, total, left, actions }: ListHeadProps) {
  const styles = useFormStyles()
  if (documents.length === 0)
    return <p className={styles.text}>The workspace has no sources yet: add files above.</p>
  const choose = () => {
    for (const { document_id: id, document_name: name } of left) actions.choose(id, name)
  }
  return (
    <Button
      className={styles.start}
      size="small"
      disabledFocusable={left.length === 0}
      onClick={choose}
    >
      {documents.length < total ? `Choose these ${documents.length}` : 'Choose all'}
    </Button>
  )
}
