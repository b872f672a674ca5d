import { Checkbox, Field, Input, Textarea } from '@fluentui/react-components'
import type { GenerationWish, WishMistake } from '../../state/generation-wish.ts'
import { Part } from './Part.tsx'

type RequestPartProps = {
  readonly wish: GenerationWish
  readonly mistakes: readonly WishMistake[]
  readonly onChange: (change: Partial<GenerationWish>) => void
}

/** What the document is called, and how it is to be made. */
export function RequestPart({ wish, mistakes, onChange }: RequestPartProps) {
  return (
    <Part part="outputName" title="Document" mistakes={[]}>
      <NameField wish={wish} mistakes={mistakes} onChange={onChange} />
      <Field label="Kind of document" hint="For your lists: Clinical Study Report, say.">
        <Input
          value={wish.documentType}
          onChange={(_, { value }) => onChange({ documentType: value })}
        />
      </Field>
      <Field label="As of" hint="The date that the document speaks of; today where it is empty.">
        <Input
          type="date"
          value={wish.asOf}
          onChange={(_, { value }) => onChange({ asOf: value })}
        />
      </Field>
      <Field
        label="Instructions"
        hint="Free instructions need a language model on the server. What is not applied, the run says in its warnings."
      >
        <Textarea
          resize="vertical"
          value={wish.instructions}
          onChange={(_, { value }) => onChange({ instructions: value })}
        />
      </Field>
      <Checkbox
        label="Look at the outline before it runs"
        checked={wish.approvesOutline}
        onChange={(_, { checked }) => onChange({ approvesOutline: checked === true })}
      />
    </Part>
  )
}

function NameField({ wish, mistakes, onChange }: RequestPartProps) {
  const wrong = mistakes.find(({ part }) => part === 'outputName')
  return (
    <Field
      label="Name"
      required
      hint="The name of the Word file; it is unique in the workspace."
      {...(wrong && { validationMessage: wrong.message, validationState: 'error' as const })}
    >
      <Input value={wish.outputName} onChange={(_, { value }) => onChange({ outputName: value })} />
    </Field>
  )
}
