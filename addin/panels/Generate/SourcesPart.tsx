import type { Client } from '../../../client/create-client.ts'
import type { ChosenSource } from '../../state/generation-sources.ts'
import type { WishMistake } from '../../state/generation-wish.ts'
import { ChosenSources } from './ChosenSources.tsx'
import { FilePicker } from './FilePicker.tsx'
import { Part } from './Part.tsx'
import type { SourceActions } from './use-chosen-sources.ts'
import { useFormStyles } from './use-form-styles.ts'
import { WorkspaceSources } from './WorkspaceSources.tsx'

type SourcesPartProps = {
  readonly client: Client
  readonly sources: readonly ChosenSource[]
  readonly actions: SourceActions
  readonly mistakes: readonly WishMistake[]
  readonly onOpenSettings: () => void
}

/** What the document rests on: files that are added here, and those that the workspace has. */
export function SourcesPart({ mistakes, ...props }: SourcesPartProps) {
  const styles = useFormStyles()
  const { sources, actions, onOpenSettings } = props
  return (
    <Part part="sources" title="Sources" mistakes={mistakes}>
      {sources.length === 0 && (
        <p className={styles.text}>
          No sources are chosen yet. Every sentence of the document will rest on one of them.
        </p>
      )}
      <ChosenSources {...{ sources, actions, onOpenSettings }} />
      <FilePicker
        label="Add source files"
        hint="Or drop them here: Word, PDF, Excel, PowerPoint, text, tables, pictures; 50 MB each."
        accept=".docx,.pdf,.rtf,.xlsx,.pptx,.csv,.tsv,.html,.md,.txt,.png,.jpg,.jpeg"
        isMultiple
        onFiles={actions.add}
      />
      <WorkspaceSources {...props} />
    </Part>
  )
}
