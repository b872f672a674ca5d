import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentSummary } from '../../../shared/contract/documents.ts'
import { useDateWriter } from '../../preferences.ts'
import { ProblemMessage } from '../../components/ProblemMessage.tsx'
import { useDocumentList } from './use-document-list.ts'

type DocumentPickerProps = {
  readonly client: Client
  readonly onChoose: (documentId: string) => void
  readonly onGenerate: () => void
  readonly onOpenSettings: () => void
}

/** The workspace's documents, to choose one from. */
export function DocumentPicker(props: DocumentPickerProps) {
  const { client, onChoose, onGenerate, onOpenSettings } = props
  const styles = useStyles()
  const [pages, setPages] = useState(1)
  const [attempt, setAttempt] = useState(0)
  const list = useDocumentList(client, pages, attempt)
  const retry = () => setAttempt(attempt + 1)
  return (
    <section className={styles.panel} aria-labelledby="documents-title">
      <h2 id="documents-title" className={styles.title}>
        Choose a document
      </h2>
      {list.status === 'loading' && <Spinner size="tiny" label="Loading the documents…" />}
      {list.status === 'failed' && (
        <ProblemMessage problem={list.problem} onRetry={retry} onOpenSettings={onOpenSettings} />
      )}
      {list.status === 'loaded' && <Documents documents={list.documents} onChoose={onChoose} />}
      {list.status === 'loaded' && list.documents.length < list.total && (
        <Button onClick={() => setPages(pages + 1)}>
          Show more ({list.documents.length} of {list.total})
        </Button>
      )}
      {list.status === 'loaded' && (
        <div className={styles.actions}>
          <Button onClick={onGenerate}>Generate one</Button>
          <Button onClick={retry}>Reload the list</Button>
        </div>
      )}
    </section>
  )
}

type DocumentsProps = Pick<DocumentPickerProps, 'onChoose'> & {
  readonly documents: readonly DocumentSummary[]
}

function Documents({ documents, onChoose }: DocumentsProps) {
  const styles = useStyles()
  const writeDate = useDateWriter()
  if (documents.length === 0) {
    return (
      <p className={styles.text}>
        This workspace has no documents yet. Generate one from your sources and a template, or open
        one in Word with this pane.
      </p>
    )
  }
  return (
    <ul className={styles.list}>
      {documents.map((document) => (
        <li key={document.document_id}>
          <Button className={styles.document} onClick={() => onChoose(document.document_id)}>
            <span className={styles.name}>{document.document_name}</span>
            <span className={styles.facts}>
              {describeDocument(document, writeDate(document.updated_at))}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function describeDocument({ kind, status }: DocumentSummary, date: string): string {
  const parts = [kind === 'local' ? 'from Word' : 'generated', date]
  return [...parts, ...(statusWords[status] ? [statusWords[status]] : [])].join(' · ')
}

const statusWords: Partial<Record<DocumentSummary['status'], string>> = {
  Pending: 'waits for its turn',
  Ingesting: 'is being made',
  Generating: 'is being made',
  Failed: 'failed or cancelled: open it to see why',
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  text: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
  },
  document: {
    width: '100%',
    display: 'block',
    textAlign: 'start',
    overflowWrap: 'anywhere',
  },
  name: { display: 'block' },
  facts: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
})
