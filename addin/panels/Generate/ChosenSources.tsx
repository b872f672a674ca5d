import { Field, Input, mergeClasses } from '@fluentui/react-components'
import { useState } from 'react'
import type { ChosenSource } from '../../state/generation-sources.ts'
import { describeSources, isMany } from '../../state/generation-words.ts'
import { SourceRow } from './SourceRow.tsx'
import type { SourceActions } from './use-chosen-sources.ts'
import { useFormStyles } from './use-form-styles.ts'

type ChosenSourcesProps = {
  readonly sources: readonly ChosenSource[]
  readonly actions: SourceActions
  readonly onOpenSettings: () => void
}

/** The chosen sources: a few stand as cards, many as rows that scroll, and are found by their names. */
export function ChosenSources({ sources, ...row }: ChosenSourcesProps) {
  const styles = useFormStyles()
  const [words, setWords] = useState('')
  const areMany = isMany(sources)
  const wanted = words.trim().toLowerCase()
  const shown = areMany
    ? sources.filter(({ name }) => name.toLowerCase().includes(wanted))
    : sources
  return (
    <>
      {areMany && (
        <>
          <p className={styles.text}>{describeSources(sources)}</p>
          <Field label="Find among the chosen sources">
            <Input type="search" value={words} onChange={(_, { value }) => setWords(value)} />
          </Field>
        </>
      )}
      <ul
        className={mergeClasses(styles.list, areMany && styles.scrolling)}
        aria-label="Chosen sources"
      >
        {shown.map((source) => (
          <SourceRow key={source.key} source={source} isCompact={areMany} {...row} />
        ))}
      </ul>
      {areMany && shown.length === 0 && (
        <p className={styles.note}>No chosen source has “{words.trim()}” in its name.</p>
      )}
    </>
  )
}
