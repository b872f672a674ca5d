import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { WhoAmIResponse } from '../../../shared/contract/identity.ts'
import { nameWorkspaces } from '../../state/workspace-words.ts'

type WorkspaceChoiceProps = {
  readonly identity: WhoAmIResponse
  /** Edits that would go with another workspace. */
  readonly hasUnsavedEdits: () => boolean
  readonly onChoose: (workspaceId: string) => void
}

/** In which of the caller's workspaces the pane works. */
export function WorkspaceChoice({ identity, hasUnsavedEdits, onChoose }: WorkspaceChoiceProps) {
  const styles = useStyles()
  const { workspaces, workspace_id: current } = identity
  const names = nameWorkspaces(workspaces)
  const [chosen, setChosen] = useState(current ?? workspaces[0]?.workspace_id ?? '')
  const [mistake, setMistake] = useState<string>()
  const choose = () => {
    if (hasUnsavedEdits()) setMistake(unsavedEdits)
    else onChoose(chosen)
  }
  return (
    <div className={styles.row}>
      <Field
        label="Workspace"
        {...(mistake && { validationMessage: mistake, validationState: 'error' })}
      >
        <Select value={chosen} onChange={(_, { value }) => setChosen(value)}>
          {workspaces.map(({ workspace_id: id }, at) => (
            <option key={id} value={id}>
              {names[at]}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        appearance={current === null ? 'primary' : 'secondary'}
        className={styles.button}
        onClick={choose}
      >
        {current === null ? 'Work in this workspace' : 'Change to this workspace'}
      </Button>
    </div>
  )
}

const unsavedEdits =
  'The document has edits that are not saved, and another workspace would lose them: save or undo them first.'

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  button: { alignSelf: 'start' },
})
