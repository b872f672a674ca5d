import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { DocumentSummary } from '../../../shared/contract/documents.ts'
import type { ChatScope } from '../../state/chat-scope.ts'
import { describeRole } from '../../../shared/model/role-words.ts'
import type { Material } from './use-material.ts'

type MaterialListProps = {
  readonly material: Extract<Material, { status: 'loaded' }>
  readonly chosen: ChatScope
  readonly onToggle: (documentId: string) => void
}

/** Sources with their roles, and documents, each of which stands for its sources. */
export function MaterialList({ material, chosen, onToggle }: MaterialListProps) {
  const styles = useStyles()
  const [query, setQuery] = useState('')
  const groups = [
    { name: 'Sources', items: material.sources },
    { name: 'Documents, each for its sources', items: material.documents },
  ]
  const shown = groups
    .map(({ name, items }) => ({ name, items: items.filter((item) => hasWords(item, query)) }))
    .filter(({ items }) => items.length > 0)
  return (
    <div className={styles.stack}>
      <Field label="Search by name or role">
        <Input value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      <div className={styles.list}>
        {shown.map(({ name, items }) => (
          <fieldset key={name} className={styles.group}>
            <legend className={styles.legend}>{name}</legend>
            {items.map((item) => (
              <Checkbox
                key={item.document_id}
                className={styles.item}
                label={describeItem(item)}
                checked={chosen.includes(item.document_id)}
                onChange={() => onToggle(item.document_id)}
              />
            ))}
          </fieldset>
        ))}
        {shown.length === 0 && <p className={styles.none}>Nothing has these words.</p>}
      </div>
    </div>
  )
}

function describeItem({ document_name: name, kind, role }: DocumentSummary): string {
  if (kind === 'source') return `${name} (${describeRole(role)})`
  return `${name} (${kind === 'local' ? 'from Word' : 'generated'})`
}

function hasWords(item: DocumentSummary, query: string): boolean {
  const searched = describeItem(item).toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  list: { maxHeight: '40vh', overflowY: 'auto' },
  group: { margin: 0, padding: 0, border: 0, minWidth: 0 },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  item: { display: 'flex', overflowWrap: 'anywhere' },
  none: { margin: 0 },
})
